import { desc, eq } from 'drizzle-orm';
import { campaigns, campaignServices } from '../../drizzle/schema/campaigns';
import { database, type Db, type Queryer } from '../db';
import type { ServiceLinks } from '../domain/saving';
import { releaseOf, type Release } from '../domain/release';

/** A campaign as the rooms and pages know it. Instants are epoch ms. */
export type Campaign = Omit<typeof campaigns.$inferSelect, 'releaseMode' | 'releaseDate' | 'releaseAt'> & {
  release: Release;
  services: ServiceLinks[];
};

/** A stored row as a campaign. */
export function toCampaign(row: typeof campaigns.$inferSelect, services: ServiceLinks[]): Campaign {
  const { releaseMode, releaseDate, releaseAt, ...rest } = row;
  return { ...rest, release: releaseOf({ releaseMode, releaseDate, releaseAt }), services };
}

/** The campaign at this address, drafts included, or null. */
export async function findCampaign(slug: string, db: Db = database().db): Promise<Campaign | null> {
  const [row] = await db.select().from(campaigns).where(eq(campaigns.slug, slug));
  return row ? withServices(row, db) : null;
}

/** The campaign with this id, drafts included, or null. */
export async function findCampaignById(id: string, db: Db = database().db): Promise<Campaign | null> {
  const [row] = await db.select().from(campaigns).where(eq(campaigns.id, id));
  return row ? withServices(row, db) : null;
}

async function withServices(row: typeof campaigns.$inferSelect, db: Db): Promise<Campaign> {
  return toCampaign(row, await servicesOf(db, row.id));
}

/** Where a campaign is, service by service. */
export async function servicesOf(db: Queryer, campaignId: string): Promise<ServiceLinks[]> {
  return db
    .select({
      dsp: campaignServices.dsp,
      url: campaignServices.url,
      uri: campaignServices.uri,
      countdownUrl: campaignServices.countdownUrl,
    })
    .from(campaignServices)
    .where(eq(campaignServices.campaignId, campaignId));
}

/** All campaigns, newest first, without their services. */
export async function listCampaigns(db: Db): Promise<Campaign[]> {
  const rows = await db.select().from(campaigns).orderBy(desc(campaigns.createdAt));
  return rows.map(row => toCampaign(row, []));
}
