import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { consents, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { readProgress, recentRates } from './progress';

let test: TestDatabase;
let open: OpenDatabase;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(
  () =>
    test.sql`truncate campaigns, presaves, grants, passes, market_openings, campaign_services, pace_gates, ledger cascade`,
);

const release = { mode: 'instant', at: 0 } as const;

it('reads where the pre-saves stand and what stops a DSP', async () => {
  const { id } = await makeCampaign(open.db, 5);
  await consents(open.db, id, 4);
  await test.sql`update presaves set state = 'saved', reason = 'saved', saved_at = now() where account_key = 'key of fan0'`;
  await test.sql`
    insert into pace_gates (dsp, client_id, blocked_until, reason)
    values ('spotify', 'old', now() - interval '1 minute', 'rate_limited'),
      ('spotify', 'a', now() + interval '1 minute', 'rate_limited'),
      ('spotify', 'b', now() + interval '1 hour', 'quota_exceeded'), ('deezer', 'c', null, null)`;
  const progress = await readProgress(open.db, { id, release });
  expect(progress.services).toMatchObject([{ dsp: 'spotify', due: 4, saved: 1, waiting: 3, open: 0 }]);
  expect(progress.stops).toMatchObject([{ dsp: 'spotify', reason: 'quota_exceeded' }]);
  expect(progress.stops[0]!.untilMs - progress.now).toBeGreaterThan(3_500_000);
});

it('tells the rate from the newest lines, and none from old ones', async () => {
  const { id } = await makeCampaign(open.db, 5);
  await consents(open.db, id, 20);
  const write = (age: string, to: string, from = to === 'saving' ? 'held' : 'saving') => test.sql`
    insert into ledger (presave_id, campaign_id, at, from_state, to_state, reason, actor)
    select id, campaign_id, now() - ${age}::interval, ${from}, ${to}, 'claimed', 'worker' from presaves`;
  await test.sql`alter table ledger disable trigger ledger_is_append_only`;
  await test.sql`update ledger set at = now() - interval '1 hour'`;
  await write('10 minutes', 'saved');
  expect([...(await recentRates(open.db, id))]).toEqual([]);
  await write('10 seconds', 'saving');
  await write('2 seconds', 'saved');
  const rate = (await recentRates(open.db, id)).get('spotify');
  expect(rate).toBeGreaterThan(1.5);
  expect(rate).toBeLessThanOrEqual(2);
  await write('2 seconds', 'accepted');
  await write('1 second', 'saved', 'accepted');
  expect((await recentRates(open.db, id)).get('spotify'), 'an accepted save counts when it is made').toBeCloseTo(
    2 * rate!,
    0,
  );
});
