import { sql } from 'drizzle-orm';
import { database, type Db } from '../../db';
import { NO_AUDIENCE, type Audience } from '../../domain/audience';
import type { DoubtReason } from '../../domain/doubt';
import { funnel, type FunnelStep } from '../../domain/funnel';

/** What a campaign's link has done so far. */
export type Summary = Audience & {
  /** pre-saves that are in the library, doubtful ones too: everybody gets the save */ saved: number;
  /** pre-saves that were taken back, and are in no other number */ withdrawn: number;
  /** the doubtful pre-saves by why they are doubted */ doubts: Partial<Record<DoubtReason, number>>;
  funnel: FunnelStep[];
};

type Row = Audience & Pick<Summary, 'saved' | 'withdrawn'> & { doubts: Summary['doubts'] | null };

/** The sums of a campaign. The caller has seen to it that whoever asks may know them. */
export async function readSummary(campaignId: string, db: Db = database().db): Promise<Summary> {
  const [row] = await db.execute<Row>(sql`
    with sums as (
      select dimension, value, views, visitors, taps, reminders, presaves, doubtful from audience_tally
      where campaign_id = ${campaignId}::uuid and dimension in ('all', 'doubt')
    ), states as (
      select coalesce(sum(n) filter (where state = 'saved'), 0) as saved,
        coalesce(sum(n) filter (where state = 'withdrawn'), 0) as withdrawn
      from presave_tally where campaign_id = ${campaignId}::uuid
    )
    select coalesce(a.views, 0)::float8 as views, coalesce(a.visitors, 0)::float8 as visitors,
      coalesce(a.taps, 0)::float8 as taps, coalesce(a.reminders, 0)::float8 as reminders,
      coalesce(a.presaves, 0)::float8 as presaves, coalesce(a.doubtful, 0)::float8 as doubtful,
      s.saved::float8 as saved, s.withdrawn::float8 as withdrawn,
      (select json_object_agg(value, presaves) from sums where dimension = 'doubt' and presaves > 0) as doubts
    from states s left join sums a on a.dimension = 'all'`);
  const { doubts, ...sums } = row ?? { ...NO_AUDIENCE, saved: 0, withdrawn: 0, doubts: null };
  return { ...sums, doubts: doubts ?? {}, funnel: funnel(sums) };
}
