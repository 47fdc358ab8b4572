import { sql } from 'drizzle-orm';
import type { Queryer } from '../db';
import { CAPABILITIES } from '../domain/capability';
import { DSPS, type Dsp } from '../domain/dsp';
import { invalidatePages } from '../page-cache/notify';
import { invalidatePagesNear } from '../page-cache/pages-of-service';

const hasDays = (dsp: Dsp) => Boolean(CAPABILITIES[dsp].quota?.daily);
const hasList = (dsp: Dsp) => Object.values(CAPABILITIES[dsp].tiers).some(({ listed }) => listed !== undefined);

/**
 * Has the pages forgotten that may say something else now that places on a service were taken or given back, at the commit when `db`
 * is a transaction: the campaigns' own, and where a day's places are shared, those of all releases about that day. Nothing is told
 * where no tier of the service has places.
 */
export async function tellPlaces(db: Queryer, dsp: Dsp, campaignIds: readonly string[]): Promise<void> {
  if (campaignIds.length === 0) return;
  if (hasDays(dsp)) await invalidatePagesNear(db, dsp, campaignIds);
  else if (hasList(dsp)) {
    const rows = await db.execute<{ slug: string }>(sql`
      select slug from campaigns where id = any(${sql.param(campaignIds)}::uuid[])`);
    await invalidatePages(
      db,
      rows.map(row => row.slug),
    );
  }
}

/** The same for a campaign that moves and whose pre-saves take their places along: once before the move, once after it. */
export async function tellDays(db: Queryer, campaignId: string): Promise<void> {
  const rows = await db.execute<{ dsp: Dsp }>(sql`
    select d.dsp from unnest(${sql.param(DSPS.filter(hasDays))}::text[]) as d(dsp)
    where exists (select from presaves p where p.campaign_id = ${campaignId}::uuid and p.dsp = d.dsp)`);
  for (const { dsp } of rows) await invalidatePagesNear(db, dsp, [campaignId]);
}
