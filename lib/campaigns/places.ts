import { sql } from 'drizzle-orm';
import { clock } from '../clock';
import { database, type Queryer } from '../db';
import { CAPABILITIES } from '../domain/capability';
import { deploymentOf, limitsOf, type Deployment } from '../domain/deployment';
import type { Dsp } from '../domain/dsp';
import { dueDays, fullFor, isLimited, type Full, type Taken } from '../domain/places';
import { clientsOf } from '../dsp/registry';
import { env } from '../env';
import { accountsOn, savesOn } from '../presaves/places';
import type { Campaign } from './data';

/** What decides who takes nobody more: the deployment, its client at each service, and the time (epoch ms). */
export type PlacesAsked = { deployment: Deployment; clients: ReadonlyMap<Dsp, string>; now: number };

/** What this process's settings make of that, now. */
export function placesAsked(): PlacesAsked {
  return { deployment: deploymentOf(env()), clients: clientsOf(env()), now: clock.now() };
}

/** The services of a campaign that take nobody more for now. Costs one question, and one or two for each service with a limit. */
export async function readFull(
  campaign: Pick<Campaign, 'id' | 'release' | 'services'>,
  asked: PlacesAsked,
  db: Queryer = database().db,
): Promise<Full[]> {
  const saving = campaign.services.map(({ dsp }) => dsp).filter(dsp => asked.deployment.savers[dsp]);
  const shut = await quotaGone(db, saving, asked);
  const full: Full[] = [];
  for (const dsp of saving) {
    const until = shut.get(dsp);
    const found = until === undefined ? await fullOf(db, dsp, campaign, asked) : { dsp, why: 'quota' as const, until };
    if (found) full.push(found);
  }
  return full;
}

async function fullOf(
  db: Queryer,
  dsp: Dsp,
  { id, release }: Pick<Campaign, 'id' | 'release'>,
  { deployment, now }: PlacesAsked,
): Promise<Full | null> {
  const limits = limitsOf(dsp, deployment);
  if (!isLimited(limits)) return null;
  const { accounts: most, savesADay } = limits;
  const taken: Taken = {
    accounts: most === null ? 0 : await accountsOn(db, { campaignId: id, dsp, except: null, most }),
    days: [],
  };
  const days = savesADay === null ? [] : dueDays(dsp, release, now);
  const counted = await Promise.all(days.map(async day => ({ day, saves: await savesOn(db, dsp, day) })));
  return fullFor(dsp, limits, { ...taken, days: counted });
}

/**
 * Until when (epoch ms) each of these services answers nobody because the quota of this deployment's client is used up. One whose
 * consent costs no call takes fans all the same.
 */
async function quotaGone(db: Queryer, dsps: readonly Dsp[], { clients }: PlacesAsked): Promise<Map<Dsp, number>> {
  const asking = dsps.filter(dsp => (CAPABILITIES[dsp].quota?.presave ?? 0) > 0 && clients.has(dsp));
  if (asking.length === 0) return new Map();
  const rows = await db.execute<{ dsp: Dsp; ms: number }>(sql`
    select g.dsp, (extract(epoch from g.blocked_until) * 1000)::float8 as ms
    from unnest(${sql.param(asking)}::text[], ${sql.param(asking.map(dsp => clients.get(dsp)))}::text[]) as a(dsp, client_id)
    join pace_gates g on g.dsp = a.dsp and g.client_id = a.client_id
    where g.reason = 'quota_exceeded' and g.blocked_until > now()`);
  return new Map(rows.map(({ dsp, ms }) => [dsp, ms]));
}
