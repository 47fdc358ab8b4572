import { eq, sql } from 'drizzle-orm';
import { campaigns, campaignServices } from '../../drizzle/schema/campaigns';
import { lockCampaign, type Db, type Tx } from '../db';
import type { Dsp } from '../domain/dsp';
import { parseServiceLink, type ServiceLink } from '../domain/service-link';
import { invalidatePages } from '../page-cache/notify';
import { findCampaign } from './data';
import { takeBack } from './move';

/** `savedBefore`: pre-saves that were saved under another link, which nobody takes back. `message` is for the artist. */
export type Linked =
  | { kind: 'linked'; url: string; uri: string | null; notes: string[]; savedBefore: number }
  | { kind: 'refused'; message: string }
  | { kind: 'unknown_campaign' };

/**
 * Says where the release is on one service: `text` is its link, or Spotify's URI. It stands above whatever a code leads to, is on
 * the page at once, and the service is asked at once. Another release than before raises the revision as a new date does, so that
 * nothing that was decided under the old one is acted on.
 */
export async function linkService(db: Db, slug: string, dsp: Dsp, text: string): Promise<Linked> {
  const campaign = await findCampaign(slug, db);
  if (!campaign) return { kind: 'unknown_campaign' };
  const link = parseServiceLink(dsp, text);
  if (!link.ok) return { kind: 'refused', message: link.message };
  return db.transaction(async tx => {
    await lockCampaign(tx, campaign.id);
    return linkIn(tx, campaign, dsp, link);
  });
}

/** The same within a transaction that has locked the campaign. */
export async function linkIn(
  tx: Tx,
  campaign: { id: string; slug: string },
  dsp: Dsp,
  link: ServiceLink & { ok: true },
): Promise<Linked> {
  const savedBefore = await store(tx, campaign.id, dsp, link);
  await tx.execute(sql`
    update market_openings set next_probe_at = now(), candidate = null
    where campaign_id = ${campaign.id}::uuid and dsp = ${dsp} and opened_at is null`);
  await invalidatePages(tx, [campaign.slug]);
  return { kind: 'linked', url: link.url, uri: link.uri ?? null, notes: link.notes, savedBefore };
}

/** Stores the link; answers how many were saved under another one. */
async function store(tx: Tx, campaignId: string, dsp: Dsp, link: ServiceLink & { ok: true }): Promise<number> {
  const uri = link.uri ?? null;
  const [before] = await tx.execute<{ uri: string | null }>(sql`
    select uri from campaign_services where campaign_id = ${campaignId}::uuid and dsp = ${dsp} for update`);
  await tx
    .insert(campaignServices)
    .values({ campaignId, dsp, url: link.url, uri })
    .onConflictDoUpdate({
      target: [campaignServices.campaignId, campaignServices.dsp],
      set: { url: link.url, uri },
    });
  if ((before?.uri ?? null) === uri) return 0;
  await tx
    .update(campaigns)
    .set({ releaseRevision: sql`${campaigns.releaseRevision} + 1`, updatedAt: sql`now()` })
    .where(eq(campaigns.id, campaignId));
  // What was only accepted is in nobody's library yet, and the other release is not to be looked for there.
  await takeBack(tx, sql`campaign_id = ${campaignId}::uuid and dsp = ${dsp} and state = 'accepted'`);
  const [saved] = await tx.execute<{ n: number }>(sql`
    select coalesce(sum(n), 0)::float8 as n from presave_tally
    where campaign_id = ${campaignId}::uuid and dsp = ${dsp} and state = 'saved'`);
  return saved?.n ?? 0;
}
