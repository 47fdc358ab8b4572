import { eq, sql } from 'drizzle-orm';
import { passes, presaves } from '../../drizzle/schema/presaves';
import { database, type Db } from '../db';
import { UNKNOWN_TERRITORY } from '../domain/territory-zones';
import { destroyGrants } from '../vault/grants';
import { passHash } from './keys';
import { writeStep } from './ledger';
import { tellPlaces } from './places-changed';

/** The channel on which a worker hears that a fan is withdrawing, so that it begins no call for that fan. */
export const WITHDRAWAL_CHANNEL = 'upbeat_withdrawals';

/**
 * Withdraws the pre-save a pass belongs to: the grant is destroyed, and gone are the account, the territory, the zone and the channel. What
 * is left is that there was one, and what its pass says. A save that is being prepared is stopped; a call that is under way is waited
 * for, for seconds, and none is begun after this. Withdrawing twice is withdrawing once.
 */
export async function withdraw(
  passToken: string,
  db = database().db,
): Promise<{ kind: 'withdrawn' } | { kind: 'unknown_pass' }> {
  await tellWorkers(db, passToken);
  return db.transaction(async tx => {
    const [found] = await tx
      .select({ id: presaves.id, campaignId: presaves.campaignId, dsp: presaves.dsp, state: presaves.state })
      .from(presaves)
      .innerJoin(passes, eq(passes.presaveId, presaves.id))
      .where(eq(passes.tokenHash, passHash(passToken)))
      .for('update', { of: presaves });
    if (!found) return { kind: 'unknown_pass' };
    if (found.state === 'withdrawn') return { kind: 'withdrawn' };
    await destroyGrants(tx, [found.id]);
    await tx
      .update(presaves)
      .set({
        state: 'withdrawn',
        reason: 'fan_withdrew',
        accountKey: null,
        territory: UNKNOWN_TERRITORY,
        zone: null,
        channel: null,
        leaseOwner: null,
        leaseUntil: null,
        savedAt: null,
        updatedAt: sql`now()`,
      })
      .where(eq(presaves.id, found.id));
    await writeStep(tx, {
      presaveId: found.id,
      campaignId: found.campaignId,
      fromState: found.state,
      toState: 'withdrawn',
      reason: 'fan_withdrew',
      actor: 'fan',
    });
    await tellPlaces(tx, found.dsp, [found.campaignId]);
    return { kind: 'withdrawn' };
  });
}

async function tellWorkers(db: Db, passToken: string): Promise<void> {
  await db.execute(sql`
    select pg_notify(${WITHDRAWAL_CHANNEL}, p.id::text) from presaves p join passes k on k.presave_id = p.id
    where k.token_hash = ${passHash(passToken)} and p.state in ('saving', 'accepted')`);
}
