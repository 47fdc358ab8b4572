import { beforeEach, describe, expect, it } from 'vitest';
import { sumsOf } from '../testing/audience';
import { consent, makeCampaign } from '../testing/campaigns';
import { releaseDayDatabase } from '../testing/release-day';
import { OTHER_USER_AGENTS } from '../testing/user-agents';
import { keepEvidence } from './evidence';
import { judgePresaves } from './judge';
import { keepNumbers } from './keep';
import { readSummary } from './reports/summary';

const on = releaseDayDatabase();
beforeEach(() => on.test.sql`truncate visitors, visitor_days, event_losses, presave_evidence`);

type Company = { network: number; visitor?: number; seen?: boolean; tracked?: boolean; minutesAgo?: number };

/** Pre-saves with their evidence, as consents leave them; the visitors who opened the page have their marks. */
async function presavesOf(campaignId: string, fans: readonly Company[]): Promise<void> {
  const rows = fans.map(({ network, visitor = network, tracked = true, minutesAgo = 10, seen = true }, i) => ({
    key: `fan ${i} of ${fans.length}`,
    network,
    visitor,
    tracked,
    seen,
    ago: minutesAgo,
  }));
  await on.test.sql`
    with fans as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as f(key text, network bigint, visitor bigint, tracked boolean, seen boolean, ago float8)
    ), made as (
      insert into presaves (campaign_id, dsp, account_key, territory, state, reason)
      select ${campaignId}, 'spotify', key, 'DE', 'held', 'consented' from fans returning id, account_key
    ), seen as (
      insert into visitors (campaign_id, mark, day) select distinct ${campaignId}::uuid, visitor, (now() at time zone 'UTC')::date
      from fans where seen
    )
    insert into presave_evidence (presave_id, campaign_id, network, visitor, tracked, day, at, next_look_at)
    select m.id, ${campaignId}, f.network, f.visitor, f.tracked, (now() at time zone 'UTC')::date,
      now() - make_interval(mins => f.ago::int), now() from made m join fans f on f.key = m.account_key`;
}

const many = (n: number, make: (i: number) => Company): Company[] => Array.from({ length: n }, (_, i) => make(i));

async function judged(id: string): Promise<Record<string, number>> {
  await judgePresaves(on.open.db, 100_000);
  const rows = await on.test.sql<{ doubt: string | null; n: number }[]>`
    select doubt, count(*)::int as n from presaves where campaign_id = ${id} group by 1`;
  return Object.fromEntries(rows.map(({ doubt, n }) => [String(doubt), n]));
}

describe('judgePresaves', () => {
  it('believes 300 fans behind one carrier’s address', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    await presavesOf(
      id,
      many(300, i => ({ network: 1, visitor: i % 40, seen: i % 40 > 4 })),
    );
    expect(await judged(id)).toEqual({ none: 300 });
  });

  it('tells each kind of flood, counts it apart, and leaves the fans of the same hour alone', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    await presavesOf(id, [
      ...many(60, i => ({ network: 1, visitor: 1_000 + i, seen: false, minutesAgo: 40 })),
      ...many(12, () => ({ network: 2, visitor: 2, minutesAgo: 20 })),
      ...many(80, i => ({ network: 5_000 + i, seen: false, minutesAgo: 60 })),
      ...many(40, i => ({ network: 9_000 + i, minutesAgo: 40 })),
    ]);
    expect(await judged(id)).toEqual({ velocity: 60, repeated_visitor: 12, account_burst: 80, none: 40 });
    expect(await readSummary(id, on.open.db)).toMatchObject({
      presaves: 192,
      doubtful: 152,
      doubts: { velocity: 60, repeated_visitor: 12, account_burst: 80 },
      funnel: expect.arrayContaining([{ step: 'presaves', n: 40, share: null }]) as unknown,
    });
    expect(await on.test.sql`select distinct state, reason from presaves where campaign_id = ${id}`).toEqual([
      { state: 'held', reason: 'consented' },
    ]);
  });

  it('a flood is known by what comes after: the first are judged again when their hour is over', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    await presavesOf(
      id,
      many(25, i => ({ network: 1, visitor: i, seen: false, minutesAgo: 3 })),
    );
    expect(await judged(id)).toEqual({ none: 25 });
    expect(await judgePresaves(on.open.db, 100), 'not due').toBe(0);
    await presavesOf(
      id,
      many(26, i => ({ network: 1, visitor: 100 + i, seen: false, minutesAgo: 2 })),
    );
    expect(await judged(id)).toEqual({ none: 25, velocity: 26 });
    await on.test.sql`update presave_evidence set at = at - interval '70 minutes', next_look_at = now()`;
    expect(await judged(id)).toEqual({ velocity: 51 });
    expect(await on.test.sql`select distinct next_look_at from presave_evidence`).toEqual([{ next_look_at: null }]);
    expect((await sumsOf(on.open.db, id))['doubt=velocity']).toEqual({ presaves: 51, doubtful: 51 });
  });

  it.each([
    [
      'whoever asks not to be tracked',
      (id: string) => on.test.sql`update presave_evidence set tracked = false where campaign_id = ${id}`,
    ],
    [
      'hours in which views were lost',
      () => on.test.sql`insert into event_losses (at, n) values (date_trunc('hour', now()), 1)`,
    ],
    [
      'visitors of whom only some marks are kept',
      (id: string) => on.test.sql`insert into visitor_days values (${id}, (now() at time zone 'UTC')::date, 3000000)`,
    ],
  ])('does not take %s for not having opened the page', async (_, lose) => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    await presavesOf(
      id,
      many(100, i => ({ network: 1, visitor: 3 + 2 * i, seen: false })),
    );
    await lose(id);
    expect(await judged(id)).toEqual({ none: 100 });
  });

  it('leaves a row that a worker holds for the next look', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    await presavesOf(id, [{ network: 1 }]);
    await on.test.sql.begin(async held => {
      await held`select 1 from presaves where campaign_id = ${id} for update`;
      expect(await judged(id)).toEqual({ null: 1 });
    });
    expect(await judged(id)).toEqual({ none: 1 });
  });

  it('judges what is left of yesterday for good, then forgets its marks', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    await presavesOf(
      id,
      many(40, i => ({ network: 1, visitor: i, seen: i < 10 })),
    );
    for (const table of ['visitors', 'presave_evidence'])
      await on.test.sql`update ${on.test.sql(table)} set day = day - 1`;
    await on.test.sql`update presave_evidence set next_look_at = now() + interval '1 hour'`;
    await keepNumbers(on.open.db);
    expect(await judged(id)).toEqual({ none: 10, velocity: 30 });
    await keepNumbers(on.open.db);
    expect(await on.test.sql`select 1 from visitors`).toHaveLength(0);
    expect(await on.test.sql`select 1 from presave_evidence`).toHaveLength(0);
  });

  it('forgets marks after two days whether or not they were judged', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    await presavesOf(id, [{ network: 1 }]);
    for (const table of ['visitors', 'presave_evidence'])
      await on.test.sql`update ${on.test.sql(table)} set day = day - 2`;
    await on.test.sql.begin(async held => {
      await held`select 1 from presaves where campaign_id = ${id} for update`;
      await keepNumbers(on.open.db);
      expect(await held`select 1 from visitors`).toHaveLength(0);
      expect(await held`select 1 from presave_evidence`).toHaveLength(0);
    });
  });
});

describe('keepEvidence', () => {
  const from = (address: string | null) => ({
    address,
    headers: new Headers({ 'user-agent': OTHER_USER_AGENTS['Safari, iOS 18'] ?? '' }),
  });

  it('keeps marks of the day once, and nothing where nobody says who asks', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    const made = await Promise.all(['ada', 'bo', 'cy'].map(fan => consent(on.open.db, id, fan)));
    const [ada = '', bo = '', cy = ''] = made.map(answer => (answer.kind === 'accepted' ? answer.presaveId : ''));
    await keepEvidence(ada, from('203.0.113.9'), on.open.db);
    await keepEvidence(ada, from('203.0.113.10'), on.open.db);
    await keepEvidence(bo, from('203.0.113.9'), on.open.db);
    await keepEvidence(cy, from(null), on.open.db);
    const rows = await on.test.sql<
      { presave_id: string; network: string; visitor: string }[]
    >`select * from presave_evidence`;
    expect(rows.map(row => row.presave_id).toSorted()).toEqual([ada, bo].toSorted());
    expect(new Set(rows.map(({ network }) => network)).size).toBe(1);
    expect(new Set(rows.map(({ visitor }) => visitor)).size).toBe(1);
    expect(rows[0]?.network).not.toBe(rows[0]?.visitor);
  });

  it('does not judge a fan who renews again', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    const made = await consent(on.open.db, id, 'ada');
    await on.test.sql`update presaves set doubt = 'none'`;
    if (made.kind === 'accepted') await keepEvidence(made.presaveId, from('203.0.113.9'), on.open.db);
    expect(await on.test.sql`select 1 from presave_evidence`).toHaveLength(0);
  });
});
