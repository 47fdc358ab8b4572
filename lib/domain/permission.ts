import { DSP_NAMES, type Dsp } from './dsp';
import { saveWords } from './save-words';

/** A service that asks a fan for a permission, and for how many days it is kept at the latest. */
export type Asked = { dsp: Dsp; days: number };

/** "after 180 days", with the services whose permission is kept for fewer: "(TIDAL 90, YouTube Music 7)". */
export function untilWords(asked: readonly Asked[]): string {
  const longest = Math.max(...asked.map(({ days }) => days));
  const sooner = asked.filter(({ days }) => days < longest).map(({ dsp, days }) => `${DSP_NAMES[dsp]} ${days}`);
  return `after ${longest} days${sooner.length > 0 ? ` (${sooner.join(', ')})` : ''}`;
}

/** What a fan is told before a service asks: one permission, what for, until when. Null where no button asks. */
export function permissionSentence(asked: readonly Asked[]): string | null {
  if (asked.length === 0) return null;
  const places = new Set(asked.map(({ dsp }) => saveWords(dsp).place));
  const [place] = places;
  const what = places.size === 1 ? `to add this release to ${place}` : 'to add this release for you';
  return `One permission, ${what}; destroyed once that is done or ${untilWords(asked)}.`;
}
