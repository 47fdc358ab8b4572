import { and, eq, inArray, sql } from 'drizzle-orm';
import { outcomes } from '../../drizzle/schema/outcomes';
import { database, type Db } from '../db';
import { OUTCOMES, type Outcomes, type OutcomeSource } from '../domain/outcome';
import type { Acting } from '../domain/workspace';
import { writeLog } from '../workspaces/log';
import { holdOwn } from './own-row';

export type Recorded = { kind: 'recorded'; n: number } | { kind: 'same' | 'unknown_campaign' };

/**
 * Records what became of a release of the workspace's own: what is not in `values` is forgotten. What is as it was keeps its source and
 * its time, and a form without a change leaves no line in the log.
 */
export async function recordOutcomes(
  acting: Acting,
  slug: string,
  { values, source }: { values: Outcomes; source: OutcomeSource },
  db: Db = database().db,
): Promise<Recorded> {
  return db.transaction(async tx => {
    const own = await holdOwn(tx, acting.workspace, slug);
    if (!own) return { kind: 'unknown_campaign' };
    const before = await tx.select().from(outcomes).where(eq(outcomes.campaignId, own.id));
    const was = new Map(before.map(({ what, value }) => [what, value]));
    const gone = OUTCOMES.filter(what => values[what] === undefined && was.has(what));
    const fresh = OUTCOMES.flatMap(what => {
      const value = values[what];
      return value === undefined || value === was.get(what) ? [] : [{ campaignId: own.id, what, value, source }];
    });
    if (gone.length + fresh.length === 0) return { kind: 'same' };
    if (gone.length > 0)
      await tx.delete(outcomes).where(and(eq(outcomes.campaignId, own.id), inArray(outcomes.what, gone)));
    if (fresh.length > 0)
      await tx
        .insert(outcomes)
        .values(fresh)
        .onConflictDoUpdate({
          target: [outcomes.campaignId, outcomes.what],
          set: { value: sql`excluded.value`, source: sql`excluded.source`, at: sql`now()` },
        });
    const what = [...fresh.map(one => one.what), ...gone].join(', ').replaceAll('_', ' ');
    await writeLog(tx, acting, 'outcome.recorded', own.title, { what });
    return { kind: 'recorded', n: fresh.length + gone.length };
  });
}
