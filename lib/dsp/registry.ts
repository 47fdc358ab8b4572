import type { Dsp } from '../domain/dsp';
import { spotifyAdapter, type SpotifyAccount, type SpotifyDsp } from './spotify/adapter';
import type { SpotifyConfig } from './spotify/config';
import type { Access, Outcome, SavingDsp } from './types';

/** What each DSP needs to be spoken to; null where this deployment has no credentials. */
export type DspConfigs = { spotify: SpotifyConfig | null };

/** The only place that names adapters. */
function adapters({ spotify }: DspConfigs): Map<Dsp, SpotifyDsp> {
  return new Map(spotify ? [['spotify', spotifyAdapter(spotify)]] : []);
}

/** The DSPs this deployment can save on, each with its adapter. Keep the map: an adapter remembers its app token. */
export function savingDsps(configs: DspConfigs): Map<Dsp, SavingDsp> {
  return adapters(configs);
}

/** Whose access this is, asked of the DSP itself. A DSP without credentials here refuses. */
export async function identify(configs: DspConfigs, dsp: Dsp, access: Access): Promise<Outcome<SpotifyAccount>> {
  const adapter = adapters(configs).get(dsp);
  return adapter ? adapter.identify(access) : { kind: 'refused', detail: 'no credentials for this service here' };
}
