/** The services Upbeat knows, in the order a page lists them when nothing else decides. */
export const DSPS = [
  'spotify',
  'appleMusic',
  'deezer',
  'tidal',
  'soundcloud',
  'youtubeMusic',
  'amazonMusic',
  'boomplay',
  'audiomack',
] as const;

/** Digital service provider. */
export type Dsp = (typeof DSPS)[number];

/** Each service's name as the service itself writes it. */
export const DSP_NAMES: Record<Dsp, string> = {
  spotify: 'Spotify',
  appleMusic: 'Apple Music',
  deezer: 'Deezer',
  tidal: 'TIDAL',
  soundcloud: 'SoundCloud',
  youtubeMusic: 'YouTube Music',
  amazonMusic: 'Amazon Music',
  boomplay: 'Boomplay',
  audiomack: 'Audiomack',
};

export function isDsp(value: unknown): value is Dsp {
  return typeof value === 'string' && (DSPS as readonly string[]).includes(value);
}
