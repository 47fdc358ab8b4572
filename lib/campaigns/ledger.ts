import type { Db } from '../db';
import { foldCounts, readCounts } from './counts';
import { consentsIn, ledgerLines, unexplainedIn, type LedgerLine } from './ledger-sums';
import { readMarkets, type MarketLine } from './markets';

export type LedgerSheet = {
  lines: LedgerLine[];
  total: number;
  consents: number;
  unexplained: number;
  markets: MarketLine[];
};

/**
 * The ledger of one campaign: pre-saves by service, state and reason, which add up to the total. `unexplained` is how far the
 * states are from where the ledger's steps have led; it must be zero. Answered from the counts that the database keeps, so its
 * cost does not grow with the pre-saves; `auditLedger` goes through them one by one.
 */
export async function readLedger(db: Db, campaignId: string): Promise<LedgerSheet> {
  await foldCounts(db);
  const counts = await readCounts(db, campaignId);
  const lines = ledgerLines(counts);
  return {
    lines,
    total: lines.reduce((sum, line) => sum + line.count, 0),
    consents: consentsIn(counts),
    unexplained: unexplainedIn(counts),
    markets: await readMarkets(db, campaignId),
  };
}
