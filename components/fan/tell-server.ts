import { APPLE_WORDS, type AppleStep } from './apple-music-words';

/** What our server may answer to a yes. */
export type Answer = { kind: 'done'; passPath: string; elsewhere: boolean } | { kind: Exclude<AppleStep, 'done'> };

/** Where the fan is and came from, as the tap had it. */
export type FanSays = { zone: string; channel: string | null };

/** What the page's first script has written into the form for this tap; React's next picture of it is empty again. */
export function fanSays(form: HTMLFormElement): FanSays {
  const { zone, channel } = Object.fromEntries(new FormData(form));
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { zone: text(zone), channel: text(channel) || null };
}

/** Longer than the server takes in its worst case: three questions to Apple, an add and a save. */
const PATIENCE_MS = 45_000;

/**
 * Sends a yes from Apple's window to our server. Without an answer that can be read it is not known whether it was written down;
 * the same yes again is the same pre-save, so trying again is always right.
 */
export async function tellServer(slug: string, userToken: string, from: FanSays): Promise<Answer> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(`/api/presave/state/${slug}/apple-music`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userToken, ...from }),
      signal: patience.signal,
    });
    const read = (await answer.json()) as Answer;
    return read.kind in APPLE_WORDS ? read : { kind: 'unheard' };
  } catch {
    return { kind: 'unheard' };
  } finally {
    clearTimeout(timer);
  }
}
