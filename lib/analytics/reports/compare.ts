import { sql } from 'drizzle-orm';
import { at, database, type Db } from '../../db';
import type { Audience } from '../../domain/audience';
import { SUMS } from './sums';

/** A campaign and the moment its days are counted from (epoch ms): when its release first comes out anywhere. */
export type Run = { campaignId: string; releaseAt: number };

/** A campaign's numbers on one of its days: -1 is the 24 hours before the release, 0 those after it. */
export type RunDay = Pick<Audience, 'views' | 'presaves'> & { day: number };

export type Compared = {
  /** how far the first is: ms from its release, negative before it */ distance: number;
  /** all that had happened by that distance */ sums: readonly [Audience, Audience];
  /** day by day up to that distance, those with something in them; the other also beyond it */
  days: readonly [RunDay[], RunDay[]];
};

const DAY_MS = 24 * 3_600_000;
const QUARTER_MS = 15 * 60_000;

/**
 * A campaign beside another one, such as the artist's last: both at the same distance from their release, so that two weeks before is
 * set against two weeks before. `now` is epoch ms; exact to a quarter of an hour.
 */
export async function compareRuns(run: Run, other: Run, now: number, db: Db = database().db): Promise<Compared> {
  const distance = now - run.releaseAt;
  const [mine, theirs, days] = await Promise.all([
    db.execute<Audience>(sql`
      select ${SUMS} from audience_tally where campaign_id = ${run.campaignId}::uuid and dimension = 'all'`),
    db.execute<Audience>(sql`
      select ${SUMS} from audience_quarter_tally
      where campaign_id = ${other.campaignId}::uuid and at <= ${at(other.releaseAt + distance - QUARTER_MS)}`),
    db.execute<{ which: 0 | 1; begins: number; views: number; presaves: number }>(sql`
      select which, (extract(epoch from bin) * 1000)::float8 as begins, views, presaves
      from (${binsOf(0, run)} union all ${binsOf(1, other)}) runs order by bin`),
  ]);
  const of = (which: 0 | 1, { releaseAt }: Run): RunDay[] =>
    days.flatMap(({ begins, views, presaves, which: whose }) =>
      whose === which ? [{ day: Math.round((begins - releaseAt) / DAY_MS), views, presaves }] : [],
    );
  return {
    distance,
    sums: [
      { ...NOTHING, ...mine[0] },
      { ...NOTHING, ...theirs[0] },
    ],
    days: [of(0, run), of(1, other)],
  };
}

/** A run by its own days: bins of 24 hours from its release. `date_bin` because intervals cost more than the sums do. */
function binsOf(which: 0 | 1, { campaignId, releaseAt }: Run) {
  return sql`
    select ${sql.raw(String(which))} as which, date_bin('1 day', at, ${at(releaseAt)}) as bin,
      sum(views)::float8 as views, sum(presaves)::float8 as presaves
    from audience_quarter_tally where campaign_id = ${campaignId}::uuid group by 2`;
}

const NOTHING: Audience = { views: 0, visitors: 0, taps: 0, reminders: 0, presaves: 0, doubtful: 0 };
