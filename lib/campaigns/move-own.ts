import { database, type Db } from '../db';
import { releaseOf, type Release } from '../domain/release';
import { dateTimeText, dateWords } from '../domain/release-words';
import type { Acting } from '../domain/workspace';
import { writeLog } from '../workspaces/log';
import { cardsFor, moveIn } from './move';
import { findOwnCampaign } from './of-workspace';
import { lockOwn } from './own-row';

/** `changed_meanwhile`: somebody else has moved it since the artist looked; `to` is what it is now, in words. */
export type MovedOwn =
  | { kind: 'moved'; held: number; stopped: number }
  | { kind: 'unknown_campaign' | 'ended' | 'same' }
  | { kind: 'changed_meanwhile'; to: string };

/**
 * Moves a release of the workspace's own, with a line in the log. `from` is the date that the artist saw it move away from, as
 * `dateTimeText` writes it: what was shown before the tap is what is done, or nothing is.
 */
export async function moveOwnRelease(
  acting: Acting,
  slug: string,
  { from, release }: { from: string; release: Release },
  db: Db = database().db,
): Promise<MovedOwn> {
  const campaign = await findOwnCampaign(acting.workspace, slug, db);
  if (!campaign) return { kind: 'unknown_campaign' };
  // asked twice: before anything is drawn, which takes seconds, and again under the lock, where it counts
  const early = refusalOf(campaign.endedAt, campaign.release, from, release);
  if (early) return early;
  const cards = await cardsFor(db, campaign, release);
  return db.transaction(async tx => {
    const own = await lockOwn(tx, acting.workspace, slug);
    if (!own) return { kind: 'unknown_campaign' };
    const before = releaseOf(own);
    const late = refusalOf(own.endedAt, before, from, release);
    if (late) return late;
    await writeLog(tx, acting, 'campaign.moved', own.title, { before: dateWords(before), after: dateWords(release) });
    return moveIn(tx, own, release, cards);
  });
}

/** Why a campaign that comes out at `now` cannot be moved from what the artist saw to `release`; null when it can. */
function refusalOf(endedAt: number | null, now: Release, from: string, release: Release): MovedOwn | null {
  if (endedAt !== null) return { kind: 'ended' };
  if (dateTimeText(now) !== from) return { kind: 'changed_meanwhile', to: dateWords(now) };
  return dateTimeText(release) === from ? { kind: 'same' } : null;
}
