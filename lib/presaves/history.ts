import { and, asc, eq, ne } from 'drizzle-orm';
import { ledger } from '../../drizzle/schema/ledger';
import { releaseMoves } from '../../drizzle/schema/release-moves';
import { database } from '../db';
import type { LedgerStep, ReleaseMove } from '../domain/pass-history';
import { releaseOf } from '../domain/release';

/** Twenty tries, and a release that is late looked for over two weeks, are far fewer. */
const MOST_STEPS = 500;

/** What the ledger has of one pre-save, without the worker's claims, and when its release was moved. Instants are epoch ms. */
export async function readHistory(
  { presaveId, campaignId }: { presaveId: string; campaignId: string },
  db = database().db,
): Promise<{ steps: LedgerStep[]; moves: ReleaseMove[] }> {
  const [steps, moves] = await Promise.all([
    db
      .select({ at: ledger.at, from: ledger.fromState, to: ledger.toState, reason: ledger.reason })
      .from(ledger)
      .where(and(eq(ledger.presaveId, presaveId), ne(ledger.toState, 'saving')))
      .orderBy(asc(ledger.id))
      .limit(MOST_STEPS),
    db.select().from(releaseMoves).where(eq(releaseMoves.campaignId, campaignId)).orderBy(asc(releaseMoves.id)),
  ]);
  return { steps, moves: moves.map(move => ({ at: move.at, release: releaseOf(move) })) };
}
