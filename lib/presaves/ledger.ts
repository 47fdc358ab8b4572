import { ledger } from '../../drizzle/schema/ledger';
import type { Tx } from '../db';
import type { Actor, PresaveState, Reason } from '../domain/presave-state';

export type Step = {
  presaveId: string;
  campaignId: string;
  fromState: PresaveState | 'new';
  toState: PresaveState;
  reason: Reason;
  actor: Actor;
};

/** Writes one step into the ledger, inside the transaction that takes it. */
export async function writeStep(tx: Tx, step: Step): Promise<void> {
  await tx.insert(ledger).values(step);
}
