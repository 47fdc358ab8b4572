import { and, eq, isNull, sql } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { lockCampaign, type Db, type Tx } from '../db';
import { invalidatePages } from '../page-cache/notify';

export type Changed = { kind: 'changed' } | { kind: 'unknown_campaign' } | { kind: 'already' };

async function answer(tx: Tx, slug: string, changed: number): Promise<Changed> {
  if (changed === 1) {
    await invalidatePages(tx, [slug]);
    return { kind: 'changed' };
  }
  const found = await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.slug, slug));
  return { kind: found.length === 1 ? 'already' : 'unknown_campaign' };
}

/** Gives a draft its page. */
export async function publishCampaign(db: Db, slug: string): Promise<Changed> {
  return db.transaction(async tx => {
    const changed = await tx
      .update(campaigns)
      .set({ publishedAt: sql`now()`, updatedAt: sql`now()` })
      .where(and(eq(campaigns.slug, slug), isNull(campaigns.publishedAt)))
      .returning({ id: campaigns.id });
    return answer(tx, slug, changed.length);
  });
}

/** Ends a campaign: its page says so, nothing more is saved, and the next drain destroys every permission still held for it. */
export async function endCampaign(db: Db, slug: string): Promise<Changed> {
  return db.transaction(async tx => {
    const [campaign] = await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.slug, slug));
    if (campaign) await lockCampaign(tx, campaign.id);
    return endIn(tx, slug);
  });
}

/** The same inside somebody else's transaction, which has locked the campaign. */
export async function endIn(tx: Tx, slug: string): Promise<Changed> {
  const changed = await tx
    .update(campaigns)
    .set({ endedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(campaigns.slug, slug), isNull(campaigns.endedAt)))
    .returning({ id: campaigns.id });
  return answer(tx, slug, changed.length);
}
