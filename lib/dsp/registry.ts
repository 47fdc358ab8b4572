import { DSPS, type Dsp } from '../domain/dsp';
import type { CatalogueSettings, DspSettings } from '../env';
import { appleAdapter } from './apple-music/adapter';
import { deezerAdapter, deezerCatalogue } from './deezer/adapter';
import { soundcloudAdapter } from './soundcloud/adapter';
import { spotifyAdapter } from './spotify/adapter';
import { tidalAdapter } from './tidal/adapter';
import type { Access, Account, AccountDsp, CatalogueDsp, Outcome, SavingDsp } from './types';
import { youtubeAdapter } from './youtube-music/adapter';

/** Epoch ms. */
type Now = () => number;

/** The only place that names adapters: each made from its own settings, null without them. */
const ADAPTERS: Record<
  keyof DspSettings,
  (settings: DspSettings, now: Now) => (SavingDsp & Partial<AccountDsp>) | null
> = {
  spotify: ({ spotify }, now) => spotify && spotifyAdapter({ ...spotify, now }),
  appleMusic: ({ appleMusic }, now) => appleMusic && appleAdapter({ ...appleMusic, now }),
  deezer: ({ deezer }, now) => deezer && deezerAdapter({ ...deezer, now }),
  soundcloud: ({ soundcloud }, now) => soundcloud && soundcloudAdapter({ ...soundcloud, now }),
  tidal: ({ tidal }, now) => tidal && tidalAdapter({ ...tidal, now }),
  youtubeMusic: ({ youtubeMusic }, now) => youtubeMusic && youtubeAdapter({ ...youtubeMusic, now }),
};

const isSaver = (dsp: Dsp): dsp is keyof DspSettings => dsp in ADAPTERS;

/** The DSPs this deployment can save on, each with its adapter. Keep the map: an adapter remembers its app token. */
export function savingDsps(settings: DspSettings, now: Now): Map<Dsp, SavingDsp> {
  const dsps = new Map<Dsp, SavingDsp>();
  for (const dsp of DSPS.filter(isSaver)) {
    const adapter = ADAPTERS[dsp](settings, now);
    if (adapter) dsps.set(dsp, adapter);
  }
  return dsps;
}

/** This deployment's client at each service it can save on: whom a pace gate is kept for. */
export function clientsOf(settings: DspSettings): Map<Dsp, string> {
  return new Map([...savingDsps(settings, () => 0)].map(([dsp, { clientId }]) => [dsp, clientId]));
}

/** The catalogues this deployment can ask without any fan, each with its app's own token. Keep them: an adapter remembers that token. */
export function catalogues({ spotify, appleMusic, tidal, deezerApiUrl }: CatalogueSettings, now: Now): CatalogueDsp[] {
  return [
    spotify && spotifyAdapter({ ...spotify, now }),
    appleMusic && appleAdapter({ ...appleMusic, now }),
    deezerCatalogue({ apiUrl: deezerApiUrl, now }),
    tidal && tidalAdapter({ ...tidal, now }),
  ].filter(catalogue => catalogue !== null);
}

/** Whose access this is, asked of the DSP itself. A DSP without credentials here refuses. */
export async function identify(settings: DspSettings, dsp: Dsp, access: Access, now: Now): Promise<Outcome<Account>> {
  const adapter = isSaver(dsp) ? ADAPTERS[dsp](settings, now) : null;
  return adapter?.identify
    ? adapter.identify(access)
    : { kind: 'refused', detail: 'no credentials for this service here' };
}

/** Apple's permission comes from its window in the page, not by a redirect: what that needs of the server. */
export { appleFan } from './apple-music/fan';

/** Deezer's token route is no engine's: a sign-in has it exchanged here. */
export { exchangeDeezerCode } from './deezer/exchange';
