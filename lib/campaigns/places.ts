import { sql } from 'drizzle-orm';
import { database, type Db, type Queryer } from '../db';
import { deploymentOf, limitsOf, type Deployment } from '../domain/deployment';
import { DSPS, type Dsp } from '../domain/dsp';
import { isLimited, placesLeft } from '../domain/places';
import type { Full } from '../domain/saving';
import { env } from '../env';
import { invalidatePages } from '../page-cache/notify';
import { invalidatePagesOn } from '../page-cache/pages-of-service';

/** Releases whose saves may fall on the same day of a service. */
const SAME_DAY = sql`interval '24 hours'`;
const momentOf = (campaign: 'c' | 'o') =>
  sql.raw(`coalesce(${campaign}.release_at, ${campaign}.release_date::timestamp at time zone 'UTC')`);

/**
 * How many more fans a service can take for a campaign here; null: no limit. On one of the service's days it counts whoever waits
 * for a release within a day of this one, on all campaigns.
 */
export async function placesFor(
  db: Queryer,
  campaignId: string,
  dsp: Dsp,
  deployment: Deployment,
): Promise<number | null> {
  const limits = limitsOf(dsp, deployment);
  if (!isLimited(limits)) return null;
  const [taken] = await db.execute<{ on_campaign: number; on_day: number }>(sql`
    select
      (select coalesce(sum(n), 0) from presave_tally
        where campaign_id = c.id and dsp = ${dsp} and state <> 'withdrawn')::int as on_campaign,
      (select coalesce(sum(t.n), 0) from presave_tally t join campaigns o on o.id = t.campaign_id
        where t.dsp = ${dsp} and t.state in ('held', 'saving')
          and ${momentOf('o')} between ${momentOf('c')} - ${SAME_DAY} and ${momentOf('c')} + ${SAME_DAY})::int as on_day
    from campaigns c where c.id = ${campaignId}::uuid`);
  return placesLeft(limits, { onCampaign: taken?.on_campaign ?? 0, onDay: taken?.on_day ?? 0 });
}

/** Until when (epoch ms) a service's gate is shut because its quota is used up: no consent can be looked at before. 0: it is not. */
async function quotaGoneUntil(db: Queryer, dsp: Dsp): Promise<number> {
  const [gate] = await db.execute<{ ms: number | null }>(sql`
    select (extract(epoch from max(blocked_until)) * 1000)::float8 as ms from pace_gates
    where dsp = ${dsp} and reason = 'quota_exceeded' and blocked_until > now()`);
  return gate?.ms ?? 0;
}

/** The services on which a campaign's next fan finds no place. Asks nothing where no service has a limit. */
export async function fullServices(db: Queryer, campaignId: string, deployment: Deployment): Promise<Full[]> {
  const full: Full[] = [];
  for (const dsp of DSPS) {
    if (!isLimited(limitsOf(dsp, deployment))) continue;
    const until = await quotaGoneUntil(db, dsp);
    if (until > 0) full.push({ dsp, until });
    else if ((await placesFor(db, campaignId, dsp, deployment)) === 0) full.push({ dsp, until: null });
  }
  return full;
}

/** Whether a service takes only so many fans here. */
export function hasPlaces(dsp: Dsp): boolean {
  return isLimited(limitsOf(dsp, deploymentOf(env())));
}

/** Whether a consent on this service could be looked at now. Where its quota is gone, nobody is sent there. */
export async function canConsent(dsp: Dsp, db: Db = database().db): Promise<boolean> {
  return !hasPlaces(dsp) || (await quotaGoneUntil(db, dsp)) === 0;
}

/**
 * Has the pages that share a service's places say how it stands now, after a pre-save came or went. Only where the service has a
 * limit: on one of its days it counts for all campaigns.
 */
export async function announcePlaces(presaveId: string, db: Db = database().db): Promise<void> {
  const [row] = await db.execute<{ slug: string; dsp: Dsp }>(sql`
    select c.slug, p.dsp from presaves p join campaigns c on c.id = p.campaign_id where p.id = ${presaveId}::uuid`);
  if (!row) return;
  const limits = limitsOf(row.dsp, deploymentOf(env()));
  if (limits.savesADay !== null) await invalidatePagesOn(db, row.dsp);
  else if (limits.accounts !== null) await invalidatePages(db, [row.slug]);
}
