import { eq, sql, type SQL } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { lockCampaign, type Db, type Tx } from '../db';
import type { Release } from '../domain/release';
import { toCardJpeg } from '../media/artwork';
import { putPictures, readPicture } from '../media/store';
import { invalidatePages } from '../page-cache/notify';
import { tellDays } from '../presaves/places-changed';
import { drawCards, type Cards } from './cards';
import { findCampaign, type Campaign } from './data';

export type Moved = { kind: 'moved'; held: number; stopped: number } | { kind: 'unknown_campaign' };

/**
 * Moves a release. Every pre-save's moment is computed from the campaign, so nothing is re-queued: the revision rises, what was
 * opened under the old date no longer counts, and saves that were claimed under it lose their lease. `held` pre-saves move along.
 */
export async function moveRelease(db: Db, slug: string, release: Release): Promise<Moved> {
  const campaign = await findCampaign(slug, db);
  if (!campaign) return { kind: 'unknown_campaign' };
  const cards = await cardsFor(db, campaign, release);
  return db.transaction(tx => moveIn(tx, campaign, release, cards));
}

/** The share pictures of a campaign as it will be under another date. They take seconds, so they are drawn before anything is locked. */
export async function cardsFor(db: Db, campaign: Campaign, release: Release): Promise<Cards> {
  const art = campaign.artworkLarge ? await readPicture(campaign.artworkLarge, db) : null;
  return drawCards({ ...campaign, release }, campaign.theme, art && (await toCardJpeg(art.bytes)));
}

/** Moves it within a transaction (see `moveRelease`). */
export async function moveIn(
  tx: Tx,
  campaign: { id: string; slug: string },
  release: Release,
  cards: Cards,
): Promise<{ kind: 'moved'; held: number; stopped: number }> {
  await putPictures(tx, [cards.before, cards.out]);
  await lockCampaign(tx, campaign.id);
  await tellDays(tx, campaign.id);
  await tx
    .update(campaigns)
    .set({
      releaseMode: release.mode,
      releaseDate: release.mode === 'local-midnight' ? release.date : null,
      releaseAt: release.mode === 'instant' ? release.at : null,
      releaseRevision: sql`${campaigns.releaseRevision} + 1`,
      cardBefore: cards.before.hash,
      cardOut: cards.out.hash,
      updatedAt: sql`now()`,
    })
    .where(eq(campaigns.id, campaign.id));
  const counts = await moveWaiting(tx, campaign.id);
  await invalidatePages(tx, [campaign.slug]);
  await tellDays(tx, campaign.id);
  return { kind: 'moved', ...counts };
}

/** Takes what a campaign's fans wait for from under workers, and makes it due by the release as it is now; the campaign is locked already. */
export async function moveWaiting(tx: Tx, campaignId: string): Promise<{ held: number; stopped: number }> {
  const stopped = await takeBack(tx, sql`campaign_id = ${campaignId}::uuid and state in ('saving', 'accepted')`);
  await tx.execute(sql`
    update presaves set next_attempt_at = now(), readiness = 0 where campaign_id = ${campaignId}::uuid and state = 'held'
      and (next_attempt_at > now() or readiness > 0)`);
  const [counts] = await tx.execute<{ held: number }>(sql`
    select count(*)::int as held from presaves where campaign_id = ${campaignId}::uuid and state = 'held'`);
  return { held: counts?.held ?? 0, stopped };
}

/**
 * Lets the pre-saves of `which`, being saved or accepted under what no longer holds, wait for the release again; answers how many.
 * Looks for them that are under way are waited for.
 */
export async function takeBack(tx: Tx, which: SQL): Promise<number> {
  const [back] = await tx.execute<{ n: number }>(sql`
    with stopped as (
      update presaves set state = 'held', reason = 'release_moved', lease_owner = null, lease_until = null, looks = 0,
        readiness = 0, next_attempt_at = now(), updated_at = clock_timestamp()
      from (select id, state as from_state from presaves where ${which} for update) was
      where presaves.id = was.id returning presaves.id, campaign_id, from_state
    ), written as (
      insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select id, campaign_id, from_state, 'held', 'release_moved', 'artist' from stopped
    )
    select count(*)::int as n from stopped`);
  return back?.n ?? 0;
}
