import type { Deployment, SaverReach } from '../domain/deployment';
import { DSPS, type Dsp } from '../domain/dsp';
import { tierDays, type DspSettings } from '../env';

/** For whom each service saves; null without its credentials. */
const REACHES: Record<keyof DspSettings, (settings: DspSettings) => SaverReach | null> = {
  spotify: ({ spotify }) => spotify && (spotify.tier === 'extended' ? 'everyone' : 'listed'),
  appleMusic: ({ appleMusic }) => appleMusic && 'everyone',
  deezer: ({ deezer }) => deezer && 'everyone',
  soundcloud: ({ soundcloud }) => soundcloud && 'everyone',
  tidal: ({ tidal }) => tidal && 'everyone',
  youtubeMusic: ({ youtubeMusic }) => youtubeMusic && (youtubeMusic.tier === 'verified' ? 'everyone' : 'listed'),
};

const isSaver = (dsp: Dsp): dsp is keyof DspSettings => dsp in REACHES;

/** What this deployment can save on, from its settings. A service without credentials is left out. */
export function deploymentOf(settings: DspSettings): Deployment {
  const savers: Deployment['savers'] = {};
  for (const dsp of DSPS.filter(isSaver)) {
    const reach = REACHES[dsp](settings);
    if (reach) savers[dsp] = reach;
  }
  return { savers, grantDays: tierDays(settings) };
}
