import { sql } from 'drizzle-orm';
import type { Tx } from '../db';
import { CAPABILITIES } from '../domain/capability';
import type { PlaceLimits } from '../domain/deployment';
import type { Dsp } from '../domain/dsp';
import { dueDay, isLimited, ON_THE_DAY, placeFor } from '../domain/places';
import type { PresaveState } from '../domain/presave-state';
import type { Release } from '../domain/release';
import { accountsOn, savesOn } from './places';

/** Who asks for a place. `now` is epoch ms. */
export type Asker = {
  campaignId: string;
  dsp: Dsp;
  accountKey: string;
  territory: string;
  limits: PlaceLimits;
  now: number;
};

/**
 * Whether there is a place for one more fan, in the transaction that takes it. One consent on the service at a time looks and takes:
 * of fifty fans for the last place one gets it. A fan who has one keeps it, also where a new date has made a day too full. `last`:
 * the pages that share it have to be told.
 */
export async function takePlace(tx: Tx, release: Release, asker: Asker): Promise<'none' | 'last' | 'free'> {
  const { campaignId, dsp, accountKey, limits, now } = asker;
  if (!isLimited(limits)) return 'free';
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${dsp}, 11))`);
  if (await hasPlace(tx, asker)) return 'free';
  const day = limits.savesADay === null ? null : dueDay(dsp, release, asker.territory, now);
  const accounts =
    limits.accounts === null ? 0 : await accountsOn(tx, { campaignId, dsp, except: accountKey, most: limits.accounts });
  return placeFor(limits, { accounts, onDay: day ? await savesOn(tx, dsp, day) : 0 });
}

/** An account that is listed stays so whatever became of its pre-save; a day's place is given back by one that expired. */
async function hasPlace(tx: Tx, { campaignId, dsp, accountKey }: Asker): Promise<boolean> {
  const [known] = await tx.execute<{ state: PresaveState }>(sql`
    select state from presaves where campaign_id = ${campaignId}::uuid and dsp = ${dsp} and account_key = ${accountKey}`);
  if (!known) return false;
  return CAPABILITIES[dsp].quota?.daily ? ON_THE_DAY.includes(known.state) : true;
}
