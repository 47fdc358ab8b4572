import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { seedPresaves } from '../../scripts/bench-seed';
import { MAX_RESCUES } from '../domain/retry-plan';
import { makeCampaign } from '../testing/campaigns';
import { letTimePass, names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { testRing } from '../testing/worker';

const on = releaseDayDatabase({ max: 4 });

const FANS = 2_000;
const POISON = { throw: FANS / 100, hang: FANS / 1_000, kill: FANS / 2_000 };
/** six lanes of fifty rows: all that can be under way when a worker dies */
const UNDER_WAY = 300;

/** Runs a worker until nothing is due or it is dead. Answers whether it was killed. */
async function runWorker(): Promise<boolean> {
  const script = fileURLToPath(new URL('../testing/worker-process.ts', import.meta.url));
  const env = { ...process.env, DATABASE_URL: on.test.url, TEST_KEY: testRing[0]!.key.toString('hex') };
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(child, 'exit');
  return child.signalCode === 'SIGKILL';
}

it('saves every healthy row and lets go of poison after exactly its allowance', async () => {
  await on.test.sql`create table tries (token text not null, at timestamptz not null default clock_timestamp())`;
  const campaign = await makeCampaign(on.open.db, 5);
  const poison = Object.entries(POISON).flatMap(([kind, count]) => names(count, kind));
  const healthy = names(FANS - poison.length, 'healthy');
  // poison is spread among the others
  const fans = [...healthy, ...poison].toSorted((a, b) => a.slice(-2).localeCompare(b.slice(-2)));
  await seedPresaves(on.test.sql, testRing, {
    campaignId: campaign.id,
    territory: 'DE',
    fans: fans.map(name => ({ key: `key of ${name}`, refreshToken: `token of ${name}` })),
  });

  let kills = 0;
  for (let run = 0; run < 40; run++) {
    if (await runWorker()) kills += 1;
    const states = await statesOf(on.test);
    if (!states['held'] && !states['saving']) break;
    await letTimePass(on.test);
  }

  expect(await statesOf(on.test)).toEqual({ saved: healthy.length, refused: poison.length });
  expect(
    await on.test.sql`select distinct reason, attempts, rescues from presaves where state = 'refused'`,
    'poison is refused for what it does, and nobody else is',
  ).toEqual([{ reason: 'rescues_exhausted', attempts: 0, rescues: 1 + MAX_RESCUES }]);
  expect(
    await on.test.sql`select account_key from presaves where state = 'refused' and account_key like '%healthy%'`,
  ).toEqual([]);

  const tries = await on.test.sql<{ kind: string; least: number; most: number; extra: number }[]>`
    select kind, min(n)::int as least, max(n)::int as most, sum(n - 1)::int as extra
    from (select token, substring(token from 'token of ([a-z]+)') as kind, count(*) as n from tries group by token) t
    group by kind order by kind`;
  const of = (kind: string) => tries.find(row => row.kind === kind);
  // what is taken along by a killer before its turn has used up a try of its own allowance
  for (const kind of Object.keys(POISON)) expect(of(kind)!.most, kind).toBe(1 + MAX_RESCUES);
  expect(of('kill')).toMatchObject({ least: 1 + MAX_RESCUES });
  expect(kills).toBe(POISON.kill * (1 + MAX_RESCUES));
  expect(of('healthy')).toMatchObject({ least: 1 });
  expect(of('healthy')!.most).toBeLessThanOrEqual(3);
  expect(of('healthy')!.extra).toBeLessThanOrEqual(kills * UNDER_WAY);
});
