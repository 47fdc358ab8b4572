import { expect } from 'vitest';
import { auditLedger } from '../campaigns/ledger-audit';
import type { Db, OpenDatabase } from '../db';
import type { SavingDsp } from '../dsp/types';
import { drain, type Drained } from '../release-day/drain';
import { makeCampaign } from './campaigns';
import type { TestDatabase } from './database';
import { fansOn, names } from './release-day';
import { fakeDsp, testContext } from './worker';

/** A DSP that accepts every add, and whose libraries show what `shows` says; it counts the looks. */
export function acceptingDsp(
  shows: (token: string) => boolean,
  more: Partial<SavingDsp> = {},
): { dsp: SavingDsp; looks: string[]; saved: string[] } {
  const looks: string[] = [];
  const { dsp, calls } = fakeDsp({
    save: async () => ({ kind: 'ok', proof: 'accepted' }),
    verify: async ({ token }) => {
      looks.push(token);
      return { kind: 'ok', held: shows(token) };
    },
    ...more,
  });
  return { dsp, looks, saved: calls.saved };
}

type Opened = { test: TestDatabase; open: OpenDatabase };

/** What tests of accepted adds do and ask on one database. */
export function acceptedAdds(on: Opened) {
  return {
    /** A campaign that has just come out, and its fans. */
    released: async (fans = 2): Promise<{ id: string; slug: string; passes: string[] }> => {
      const campaign = await makeCampaign(on.open.db, 5);
      const made = await fansOn(on.open.db, campaign.id, names(fans));
      return { ...campaign, passes: made.map(({ passToken }) => passToken) };
    },
    run: (dsp: SavingDsp): Promise<Drained> => drain(testContext(on.open.db, dsp), { budgetMs: 20_000 }),
    /** The next look is due. */
    wait: () => on.test.sql`update presaves set next_attempt_at = now() where state = 'accepted'`,
    /** How many permissions are still held. */
    grants: async (): Promise<number> =>
      (await on.test.sql<{ n: number }[]>`select count(*)::int as n from grants where sealed is not null`)[0]?.n ?? 0,
    /** The kinds of steps in the ledger. */
    steps: async (): Promise<string[]> =>
      (
        await on.test.sql<{ step: string }[]>`
          select distinct from_state || ' ' || to_state || ' ' || reason as step from ledger order by 1`
      ).map(row => row.step),
    explained: (id: string) => isExplained(on.open.db, id),
  };
}

async function isExplained(db: Db, id: string): Promise<void> {
  const { unexplained, gaps, lost, miscounted } = await auditLedger(db, id);
  expect({ unexplained, gaps, lost, miscounted }).toEqual({ unexplained: 0, gaps: 0, lost: 0, miscounted: 0 });
}
