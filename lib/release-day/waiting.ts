import { sql, type SQL } from 'drizzle-orm';
import type { Release } from '../domain/release';

/**
 * The groups that have pre-saves in state `held`, as the body of a CTE named `groups`: found by stepping from one to the next in
 * the index `presaves_due`, so that the cost goes with the number of groups and not of fans. `only` narrows it to one pre-save.
 */
export function groupsCte(only?: string): SQL {
  if (only)
    return sql`groups as (
      select p.campaign_id, p.dsp, p.territory as market from presaves p where p.id = ${only}::uuid and p.state = 'held')`;
  return sql`groups as (
    select campaign_id, dsp, market from (
      with recursive step as (
        (select campaign_id, dsp, territory as market from presaves where state = 'held'
          order by campaign_id, dsp, territory limit 1)
        union all
        select n.campaign_id, n.dsp, n.market from step s cross join lateral (
          select campaign_id, dsp, territory as market from presaves p
          where p.state = 'held' and (p.campaign_id, p.dsp, p.territory) > (s.campaign_id, s.dsp, s.market)
          order by campaign_id, dsp, territory limit 1
        ) n
      ) select * from step
    ) stepped)`;
}

/** A release as a row of `campaigns c` gives it. */
export type ReleaseRow = { release_date: string | null; release_ms: number | null };

export const releaseColumns: SQL = sql`c.release_date::text as release_date, (extract(epoch from c.release_at) * 1000)::float8 as release_ms`;

/** The release of such a row; the database's CHECK allows no third kind. */
export function releaseOfRow({ release_date: date, release_ms: at }: ReleaseRow): Release {
  return date === null ? { mode: 'instant', at: at ?? Number.NaN } : { mode: 'local-midnight', date };
}
