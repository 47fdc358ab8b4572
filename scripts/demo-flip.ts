import { setTimeout as sleep } from 'node:timers/promises';

/** What a page said around its release: the last "before" and the first "after", ms relative to the moment, and what was out of place. */
export type Flip = { lastBefore: number | null; firstAfter: number | null; early: number; late: number };

const LOOK_MS = 3_000;
const EVERY_MS = 50;
/** An answer may be under way when the moment passes. */
const TOLERANCE_MS = 1_000;

/** Asks for the page 20 times a second around `releaseAt` (epoch ms) and notes which phase it shows. */
export async function watchFlip(url: string, releaseAt: number): Promise<Flip> {
  const flip: Flip = { lastBefore: null, firstAfter: null, early: 0, late: 0 };
  await sleep(Math.max(0, releaseAt - LOOK_MS - Date.now()), undefined, { ref: false });
  while (Date.now() < releaseAt + LOOK_MS) {
    const asked = Date.now() - releaseAt;
    const html = await (await fetch(url)).text();
    const answered = Date.now() - releaseAt;
    if (html.includes('data-phase="presave"')) {
      flip.lastBefore = answered;
      if (asked > TOLERANCE_MS) flip.late += 1;
    } else if (html.includes('data-phase="live"')) {
      flip.firstAfter ??= answered;
      if (answered < 0) flip.early += 1;
    }
    await sleep(EVERY_MS);
  }
  return flip;
}
