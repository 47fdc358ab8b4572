import { eq, sql } from 'drizzle-orm';
import { passes, presaves } from '../../drizzle/schema/presaves';
import { database } from '../db';
import { destroyGrants } from '../vault/grants';
import { passHash } from './keys';
import { writeStep } from './ledger';

/**
 * Withdraws the pre-save a pass belongs to: the grant is destroyed, the account and the zone are erased, and a save in flight
 * loses its lease. Withdrawing twice is withdrawing once.
 */
export async function withdraw(
  passToken: string,
  db = database().db,
): Promise<{ kind: 'withdrawn' } | { kind: 'unknown_pass' }> {
  return db.transaction(async tx => {
    const [found] = await tx
      .select({ id: presaves.id, campaignId: presaves.campaignId, state: presaves.state })
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
    return { kind: 'withdrawn' };
  });
}
