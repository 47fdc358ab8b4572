import { sql } from 'drizzle-orm';
import { at, database, type Db } from '../../db';
import type { Audience } from '../../domain/audience';
import { SUMS } from './sums';

/** A campaign and the moment its days are counted from (epoch ms): when its release first comes out anywhere. */
export type Run = { campaignId: string; releaseAt: number };

/** A campaign's numbers on one of its days: -1 is the 24 hours before the release, 0 those after it. */
export type RunDay = Audience & { day: number };

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
  const binned = await db.execute<Audience & { which: 0 | 1; begins: number; within: boolean }>(sql`
    select *, (extract(epoch from bin) * 1000)::float8 as begins from (
      ${binsOf(0, run, now)} union all ${binsOf(1, other, other.releaseAt + distance)}
    ) runs`);
  const rows = binned
    .map(({ begins, ...row }) => {
      const { releaseAt } = row.which === 0 ? run : other;
      return { ...row, day: Math.round((begins - releaseAt) / DAY_MS) };
    })
    .toSorted((a, b) => a.day - b.day);
  const of = (which: 0 | 1) => rows.filter(row => row.which === which);
  const sum = (some: readonly Audience[]) => some.reduce(plus, NOTHING);
  return {
    distance,
    sums: [sum(of(0)), sum(of(1).filter(({ within }) => within))],
    days: [byDay(of(0)), byDay(of(1))],
  };
}

/** A run by its own days: bins of 24 hours from its release. `date_bin` because intervals cost more than the sums do. */
function binsOf(which: 0 | 1, { campaignId, releaseAt }: Run, until: number) {
  return sql`
    select ${sql.raw(String(which))} as which, date_bin('1 day', at, ${at(releaseAt)}) as bin,
      ${sql.raw(which === 0 ? 'true' : '')}${which === 0 ? sql`` : sql`at <= ${at(until - QUARTER_MS)}`} as within, ${SUMS}
    from audience_quarter_tally where campaign_id = ${campaignId}::uuid group by 2, 3`;
}

function byDay(rows: readonly (Audience & { day: number })[]): RunDay[] {
  const days = new Map<number, Audience>();
  for (const row of rows) days.set(row.day, plus(days.get(row.day) ?? NOTHING, row));
  return [...days].map(([day, sums]) => ({ day, ...sums }));
}

const NOTHING: Audience = { views: 0, visitors: 0, taps: 0, reminders: 0, presaves: 0, doubtful: 0 };

function plus(a: Audience, b: Audience): Audience {
  return {
    views: a.views + b.views,
    visitors: a.visitors + b.visitors,
    taps: a.taps + b.taps,
    reminders: a.reminders + b.reminders,
    presaves: a.presaves + b.presaves,
    doubtful: a.doubtful + b.doubtful,
  };
}
