import type { Dsp } from '../lib/domain/dsp';
import type { PresaveState, Reason } from '../lib/domain/presave-state';
import type { Stage } from './stage';

/** Pre-saves that stand alike. `by`: the states they went through, the last of them where they are. */
export type Group = { dsp?: Dsp; territory: string; n: number; by: readonly [PresaveState, Reason][] };

const REACHED: Record<'saved' | 'reconnect' | 'held', readonly [PresaveState, Reason][]> = {
  held: [['held', 'consented']],
  saved: [
    ['held', 'consented'],
    ['saving', 'claimed'],
    ['saved', 'saved'],
  ],
  reconnect: [
    ['held', 'consented'],
    ['needs_reconnect', 'grant_rejected'],
  ],
};

export const reached = (how: keyof typeof REACHED, territory: string, n: number, dsp: Dsp = 'spotify'): Group => ({
  dsp,
  territory,
  n,
  by: REACHED[how],
});

/**
 * The date that is coming out right now: its first midnights, in Samoa and New Zealand, are behind, and its last, in American Samoa,
 * is ahead. They are at 11:00 UTC, the day before and on the day.
 */
export const dateComingOut = () => new Date(Date.now() + 13 * 3_600_000).toISOString().slice(0, 10);

/** Gives a campaign fans whose whole life is in the ledger, without any permission: there is nothing a worker could do for them. */
export async function fill(stage: Stage, slug: string, groups: readonly Group[]): Promise<void> {
  const sql = stage.database.client;
  for (const { dsp = 'spotify', territory, n, by } of groups) {
    const [state, reason] = by.at(-1) ?? ['held', 'consented'];
    const steps = by.map(([to, why], i) => ({ from: by[i - 1]?.[0] ?? 'new', to, why, i }));
    await sql`
      with made as (
        insert into presaves (campaign_id, dsp, account_key, territory, state, reason, saved_at)
        select c.id, ${dsp}, ${territory} || ${state} || g || ${dsp}, ${territory}, ${state}, ${reason},
          case when ${state} = 'saved' then now() end
        from campaigns c, generate_series(1, ${n}) g where c.slug = ${slug} returning id, campaign_id
      )
      insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select made.id, made.campaign_id, s.from, s.to, s.why, 'worker'
      from made, json_to_recordset(${JSON.stringify(steps)}::text::json) as s("from" text, "to" text, why text, i int) order by s.i`;
  }
}

/** What a service last said of a market; it is not asked again within the hour. `candidate`: what a code led to there. */
export async function answered(
  stage: Stage,
  slug: string,
  said: { dsp?: Dsp; market: string; answer: string; candidate?: Record<string, string> },
): Promise<void> {
  const sql = stage.database.client;
  const { dsp = 'spotify', market, answer, candidate } = said;
  await sql`
    insert into market_openings (campaign_id, dsp, market, release_revision, moment, probes, next_probe_at, last_answer, candidate)
    select id, ${dsp}, ${market}, release_revision, now() - interval '1 hour', 3, now() + interval '1 hour', ${answer},
      ${candidate ? JSON.stringify(candidate) : null}::text::jsonb
    from campaigns where slug = ${slug}`;
}
