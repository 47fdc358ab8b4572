import { sql } from 'drizzle-orm';
import { database, type Db } from '../../db';
import { NO_AUDIENCE, type Audience } from '../../domain/audience';
import { SUMS } from './sums';
import { readUntil } from './until';

/** A campaign and the moment its days are counted from (epoch ms): when its release first comes out anywhere. */
export type Run = { campaignId: string; releaseAt: number };

/** A campaign's numbers on one of its days (UTC): -1 is the day before the one it comes out on, 0 that one. */
export type RunDay = Pick<Audience, 'views' | 'presaves'> & { day: number };

export type Compared = {
  /** all that had happened by now, and by the same distance from the other's release */ sums: readonly [
    Audience,
    Audience,
  ];
  /** day by day, those with something in them; the other also beyond it */
  days: readonly [RunDay[], RunDay[]];
};

const DAY_MS = 24 * 3_600_000;

/**
 * A campaign beside another one, such as the artist's last: both at the same distance from their release, so that two weeks before is
 * set against two weeks before. `now` is epoch ms; the sums are exact to a quarter of an hour, the days are those of UTC.
 */
export async function compareRuns(run: Run, other: Run, now: number, db: Db = database().db): Promise<Compared> {
  const [mine, [theirs = NO_AUDIENCE], ...days] = await Promise.all([
    db.execute<Audience>(sql`
      select ${SUMS} from audience_tally where campaign_id = ${run.campaignId}::uuid and dimension = 'all'`),
    readUntil(other.campaignId, [other.releaseAt + now - run.releaseAt], db),
    readDays(run, db),
    readDays(other, db),
  ]);
  return { sums: [{ ...NO_AUDIENCE, ...mine[0] }, theirs], days };
}

async function readDays({ campaignId, releaseAt }: Run, db: Db): Promise<RunDay[]> {
  const rows = await db.execute<{ at: number; views: number; presaves: number }>(sql`
    select extract(epoch from day)::float8 * 1000 as at, views::float8 as views, presaves::float8 as presaves
    from audience_day_tally where campaign_id = ${campaignId}::uuid and dimension = 'all' order by day`);
  const released = Math.floor(releaseAt / DAY_MS);
  return rows.map(({ at, views, presaves }) => ({ day: at / DAY_MS - released, views, presaves }));
}
