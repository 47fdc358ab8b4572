/** What the page itself tells of (`components/fan/beacon-script.ts`). Reminders are counted where they are given out. */
export const BEACON_KINDS = ['view', 'tap'] as const;

/**
 * By what a campaign's numbers are split, one at a time: never by two at once, or a campaign's rows would be as many as the product of
 * all values. `all` has one value, the empty one; `way` is how a reminder was taken, `doubt` why a pre-save is doubted.
 */
export const DIMENSIONS = ['all', 'channel', 'country', 'device', 'app', 'dsp', 'way', 'doubt'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/**
 * What is counted. `visitors` are people a day: whoever comes again on another day (UTC) is counted again, because by then nobody knows.
 * `doubtful` are among the `presaves`.
 */
export type Audience = {
  views: number;
  visitors: number;
  taps: number;
  reminders: number;
  presaves: number;
  doubtful: number;
};

export const NO_AUDIENCE: Readonly<Audience> = {
  views: 0,
  visitors: 0,
  taps: 0,
  reminders: 0,
  presaves: 0,
  doubtful: 0,
};

/** So many different channels of a campaign are counted by name, whoever names them; the rest are one. */
export const MAX_CHANNELS = 100;
/** And so many with those that every campaign may have (`lib/domain/channels.ts`), which nobody can crowd out. */
export const MAX_CHANNELS_IN_ALL = 150;

/** The channel of a visitor whose address names none. */
export const NO_CHANNEL = '';
/** The channel of all those that came after the last place was taken. No address can name it. */
export const OTHER_CHANNEL = '*';

/** Who is in no app's browser. */
export const OWN_BROWSER = 'browser';

/** A channel as it is counted, whatever stood in the address; the database does the same (migration `what_the_link_did`). */
export function channelCode(text: string | null): string {
  const code = (text ?? '').trim().toLowerCase();
  return /^[\w .-]{1,40}$/.test(code) ? code : NO_CHANNEL;
}
