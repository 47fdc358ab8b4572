import { and, eq, isNotNull, ne, or } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { phaseAt } from '../domain/phase';
import { releaseOf } from '../domain/release';
import { invalidatePages } from '../page-cache/notify';
import type { WorkerContext } from './types';

/**
 * Announces phases that have turned since the last look, and answers the slugs. Our own page cache flips by itself; this is for
 * hosts with a cache of their own, which have to be told.
 */
export async function turnPhases(ctx: WorkerContext): Promise<string[]> {
  const restless = await ctx.db
    .select()
    .from(campaigns)
    .where(
      and(
        isNotNull(campaigns.publishedAt),
        or(ne(campaigns.turnedPhase, 'live'), isNotNull(campaigns.endedAt)),
        ne(campaigns.turnedPhase, 'ended'),
      ),
    );
  const turned: string[] = [];
  for (const row of restless) {
    const phase = phaseAt({ release: releaseOf(row), publishedAt: row.publishedAt, endedAt: row.endedAt }, ctx.now());
    if (phase === row.turnedPhase) continue;
    const changed = await ctx.db
      .update(campaigns)
      .set({ turnedPhase: phase })
      .where(and(eq(campaigns.id, row.id), eq(campaigns.turnedPhase, row.turnedPhase)))
      .returning({ slug: campaigns.slug });
    turned.push(...changed.map(c => c.slug));
  }
  await invalidatePages(ctx.db, turned);
  return turned;
}
