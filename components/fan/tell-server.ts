import { APPLE_WORDS, type AppleStep } from './apple-music-words';

/** What our server may answer to a yes. */
export type Answer = { kind: 'done'; passPath: string; elsewhere: boolean } | { kind: Exclude<AppleStep, 'done'> };

/** Longer than the server takes in its worst case: three questions to Apple, an add and a save. */
const PATIENCE_MS = 45_000;

/**
 * Sends a yes from Apple's window to our server. Without an answer that can be read it is not known whether it was written down;
 * the same yes again is the same pre-save, so trying again is always right.
 */
export async function tellServer(slug: string, userToken: string, form: HTMLFormElement | null): Promise<Answer> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const fields = form ? new FormData(form) : new FormData();
    const answer = await fetch(`/api/presave/state/${slug}/apple-music`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userToken, zone: fields.get('zone') || '', channel: fields.get('channel') || null }),
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
