import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import type { Saved } from '../dsp/types';
import { makeCampaign } from '../testing/campaigns';
import { fansOn, names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { fakeDsp, testContext, testRing } from '../testing/worker';
import { drain } from './drain';

const on = releaseDayDatabase();
const BUDGET = { budgetMs: 25_000 };

const snapshot = async () => ({
  presaves: await on.test.sql`select *, xmin::text from presaves order by id`,
  grants: await on.test.sql`select *, xmin::text from grants order by presave_id`,
  ledger: await on.test.sql`select * from ledger order by id`,
});

/** Sessions that hold rows, or have lost what they held. */
const holders = async () => {
  const rows = await on.test.sql<{ pid: number }[]>`
    select a.pid from pg_stat_activity a where a.datname = current_database() and a.state = 'idle in transaction'`;
  return rows.map(row => row.pid);
};

it.each(['saved', 'refused', 'unavailable', 'grant_rejected'] as const)(
  'a late worker whose call comes back %s changes no row and writes no line',
  async answer => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(3));
    let letGo: (saved: Saved) => void = () => undefined;
    const told = new Promise<Saved>(resolve => (letGo = resolve));
    const slow = fakeDsp({ save: () => told });
    const late = testContext(on.open.db, slow.dsp);
    const lateDrain = drain(late, BUDGET);
    await vi.waitFor(() => expect(slow.calls.saved).toHaveLength(3), {
      interval: 10,
    });

    // three leases go by: the server has broken its transaction off
    await vi.waitFor(
      async () => {
        const pids = await holders();
        expect(pids.length).toBeGreaterThan(0);
        await on.test.sql`select pg_terminate_backend(pid) from unnest(${pids}::int[]) pid`;
        await on.test.sql`set lock_timeout = '50ms'`;
        await on.test.sql`update presaves set lease_until = now() - interval '20 seconds' where state = 'saving'`;
      },
      { interval: 5, timeout: 5_000 },
    );
    const other = fakeDsp();
    await vi.waitFor(
      async () => {
        await drain(testContext(on.open.db, other.dsp), BUDGET);
        expect(await statesOf(on.test)).toEqual({ saved: 3 });
      },
      { interval: 10, timeout: 5_000 },
    );
    expect(other.calls.saved).toHaveLength(3);

    const before = await snapshot();
    letGo(
      answer === 'saved'
        ? { kind: 'ok', proof: 'saved' }
        : answer === 'refused' || answer === 'unavailable' || answer === 'grant_rejected'
          ? { kind: answer, detail: 'late' }
          : answer,
    );
    expect(await lateDrain).toMatchObject({
      claimed: 3,
      saved: 0,
      refused: 0,
      needsReconnect: 0,
    });
    expect(await snapshot()).toEqual(before);
  },
);

it('a process that was stopped and goes on changes nothing', async () => {
  await on.test.sql`create table tries (token text not null, at timestamptz not null default clock_timestamp())`;
  const campaign = await makeCampaign(on.open.db, 5);
  await fansOn(on.open.db, campaign.id, names(5, 'wait'));
  const script = fileURLToPath(new URL('../testing/worker-process.ts', import.meta.url));
  const env = {
    ...process.env,
    DATABASE_URL: on.test.url,
    TEST_KEY: testRing[0]!.key.toString('hex'),
  };
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env,
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  await vi.waitFor(async () => expect(await on.test.sql`select from tries`).toHaveLength(5), {
    timeout: 20_000,
    interval: 10,
  });
  child.kill('SIGSTOP');
  expect(await statesOf(on.test)).toEqual({ saving: 5 });

  // the database itself ends the transaction of the worker that says nothing, and the locks with it
  await vi.waitFor(async () => expect(await holders()).toEqual([]), {
    timeout: 10_000,
    interval: 50,
  });
  await on.test.sql`update presaves set lease_until = now() - interval '20 seconds' where state = 'saving'`;
  const { dsp, calls } = fakeDsp();
  expect(await drain(testContext(on.open.db, dsp), BUDGET)).toMatchObject({
    rescued: 5,
    saved: 5,
  });
  expect(calls.saved).toHaveLength(5);

  const before = await snapshot();
  child.kill('SIGCONT');
  await exited;
  expect(child.exitCode, 'and does not fall over').toBe(0);
  expect(await snapshot()).toEqual(before);
});
