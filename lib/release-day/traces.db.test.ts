import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_LIMITS } from '../domain/deployment';
import { FAN_DAYS } from '../domain/retention';
import { acceptConsent } from '../presaves/accept';
import { accountKey } from '../presaves/keys';
import { readReceipt } from '../presaves/receipt';
import { withdraw } from '../presaves/withdraw';
import { makeCampaign } from '../testing/campaigns';
import { releaseDayDatabase, statesOf } from '../testing/release-day';
import { fakeDsp, testContext, testRing } from '../testing/worker';
import { drain } from './drain';
import { keepHouse } from './housekeeping';
import { forgetFans } from './forget';

const on = releaseDayDatabase();
const BUDGET = { budgetMs: 20_000 };

/** Whatever of a fan could be found again. Nobody else in these tests has any of it. */
const ADA = {
  accountId: 'spotify-account-4711',
  key: accountKey('a secret of the deployment, 32 letters', 'spotify', 'spotify-account-4711'),
  refreshToken: 'refresh-token-of-ada',
  zone: 'Pacific/Chatham',
  territory: 'NZ',
  channel: 'backstage-list',
};

let logged: string[] = [];
beforeEach(() => {
  logged = [];
  vi.spyOn(process.stderr, 'write').mockImplementation(line => logged.push(String(line)) > 0);
});
afterEach(() => vi.restoreAllMocks());

async function consentOf(fan: typeof ADA, campaignId: string) {
  const now = performance.timeOrigin + performance.now();
  const accepted = await acceptConsent(on.open.db, testRing, {
    campaignId,
    dsp: 'spotify',
    nonce: `nonce ${now}`,
    intentExpiresAt: now + 900_000,
    accountKey: fan.key,
    territory: fan.territory,
    zone: fan.zone,
    channel: fan.channel,
    refreshToken: fan.refreshToken,
    authorizedAt: now,
    hardExpiry: now + 180 * 86_400_000,
    limits: NO_LIMITS,
  });
  if (accepted.kind !== 'accepted') throw new Error(accepted.kind);
  return accepted;
}

/** Every row of every table, bytes in hex, as a dump of the database has them. The counts are sums, not rows about anybody. */
async function dump(): Promise<string> {
  const { sql } = on.test;
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  expect(tables.map(table => table.name)).toEqual(expect.arrayContaining(['presaves', 'grants', 'passes', 'ledger']));
  const rows = await Promise.all(
    tables
      .filter(({ name }) => !/_counts$|_count_deltas$/.test(name))
      .map(({ name }) => sql<{ row: string }[]>`select row_to_json(t)::text as row from ${sql(name)} t`),
  );
  return rows.flatMap(found => found.map(({ row }) => row)).join('\n');
}

/** What may be nowhere after a withdrawal. Her country is no word of hers: every market has it. */
const HERS = [ADA.accountId, ADA.key, ADA.refreshToken, ADA.zone, ADA.channel];

async function ciphertexts(): Promise<string[]> {
  const rows = await on.test.sql<{ hex: string }[]>`
    select encode(sealed, 'hex') as hex from grants where sealed is not null
    union all select encode(sealed_access, 'hex') from grants where sealed_access is not null`;
  return rows.map(({ hex }) => hex);
}

/** Which of these texts the database or the log has. */
async function tracesOf(texts: readonly string[]): Promise<string[]> {
  const all = (await dump()) + logged.join('');
  return texts.filter(text => all.includes(text));
}

describe('after a withdrawal', () => {
  it('nothing of the fan is left in any table or line of the log', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    const { passToken } = await consentOf(ADA, id);
    const sealed = await ciphertexts();
    expect(sealed).toHaveLength(1);
    expect(await tracesOf([ADA.key, ADA.zone, ADA.channel, ...sealed]), 'while it is held').toHaveLength(4);
    expect(await tracesOf([ADA.accountId, ADA.refreshToken, passToken]), 'never kept as such').toEqual([]);

    expect(await withdraw(passToken, on.open.db)).toEqual({ kind: 'withdrawn' });
    expect(await tracesOf([...HERS, passToken, ...sealed])).toEqual([]);
    expect(await readReceipt(passToken, on.open.db)).toMatchObject({ state: 'withdrawn', heldUntil: null, zone: null });
    expect(await on.test.sql`select territory from presaves`).toEqual([{ territory: 'ZZ' }]);
  });

  it('nothing is left of one that was saved, and its ciphertext was gone before', async () => {
    const { id } = await makeCampaign(on.open.db, 5);
    const { passToken } = await consentOf(ADA, id);
    const sealed = await ciphertexts();
    await drain(testContext(on.open.db, fakeDsp().dsp), BUDGET);
    expect(await statesOf(on.test)).toEqual({ saved: 1 });
    expect(await tracesOf([...sealed, ADA.refreshToken]), 'at once after the save').toEqual([]);
    await withdraw(passToken, on.open.db);
    expect(await tracesOf([...HERS, passToken])).toEqual([]);
  });

  it('nothing comes back with the answer to a call that was under way', async () => {
    const { id } = await makeCampaign(on.open.db, 5);
    const { passToken } = await consentOf(ADA, id);
    let withdrawn: Promise<unknown> = Promise.resolve();
    const { dsp, calls } = fakeDsp({
      refresh: async () => ({
        kind: 'ok',
        access: { token: 'access-of-ada', expiresAt: Infinity },
        rotated: 'rotated-token-of-ada',
      }),
      save: async () => {
        withdrawn = withdraw(passToken, on.open.db);
        await sleep(2_500);
        return { kind: 'ok', proof: 'saved' };
      },
    });
    await drain(testContext(on.open.db, dsp), BUDGET);
    await withdrawn;
    expect(calls.saved).toHaveLength(1);
    expect(await statesOf(on.test)).toEqual({ withdrawn: 1 });
    expect(await ciphertexts()).toEqual([]);
    expect(await tracesOf([...HERS, 'access-of-ada', 'rotated-token-of-ada'])).toEqual([]);
  });

  it('nobody is saved for, whatever the state was', async () => {
    const states = ['held', 'accepted', 'saved', 'needs_reconnect', 'refused', 'expired'] as const;
    const { id } = await makeCampaign(on.open.db, 5);
    for (const state of states) {
      const fan = { ...ADA, key: `${state} ${ADA.key}` };
      const { passToken, presaveId } = await consentOf(fan, id);
      await on.test.sql`
        update presaves set state = ${state}, saved_at = ${state === 'saved' ? new Date() : null} where id = ${presaveId}`;
      expect(await withdraw(passToken, on.open.db), state).toEqual({ kind: 'withdrawn' });
      expect(await withdraw(passToken, on.open.db), `${state}, twice`).toEqual({ kind: 'withdrawn' });
      expect(await tracesOf([fan.key, ADA.zone, ADA.channel]), state).toEqual([]);
    }
    const { dsp, calls } = fakeDsp();
    await drain(testContext(on.open.db, dsp), BUDGET);
    expect(calls).toEqual({ refreshed: [], saved: [] });
    expect(await statesOf(on.test)).toEqual({ withdrawn: states.length });
  });

  it('the same account can pre-save again, as somebody new', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    const first = await consentOf(ADA, id);
    await withdraw(first.passToken, on.open.db);
    const second = await consentOf(ADA, id);
    expect(second.again).toBe(false);
    expect(await readReceipt(first.passToken, on.open.db)).toMatchObject({ state: 'withdrawn' });
    expect(await readReceipt(second.passToken, on.open.db)).toMatchObject({ state: 'held' });
  });
});

describe('a year after the last consent', () => {
  const age = (days: number) =>
    on.test.sql`update passes set created_at = now() - make_interval(days => ${days}, secs => 1)`;

  it('a fan is forgotten, and the ledger still adds up', async () => {
    const { id } = await makeCampaign(on.open.db, 5);
    const { passToken } = await consentOf(ADA, id);
    const ctx = testContext(on.open.db, fakeDsp().dsp);
    await drain(ctx, BUDGET);
    await age(FAN_DAYS - 1);
    expect(await forgetFans(ctx, 10)).toBe(0);
    await age(FAN_DAYS);
    await keepHouse(ctx, { turned: [], rescued: 0 } as never);
    expect(await tracesOf([ADA.key, ADA.zone])).toEqual([]);
    expect(await readReceipt(passToken, on.open.db)).toBeNull();
    expect(await statesOf(on.test)).toEqual({ saved: 1 });
  });

  it('one who came back meanwhile is not, and neither is one who still waits', async () => {
    const { id } = await makeCampaign(on.open.db, -86_400);
    const early = await consentOf(ADA, id);
    await on.test.sql`update presaves set state = 'refused' where id = ${early.presaveId}`;
    await age(FAN_DAYS);
    const ctx = testContext(on.open.db, fakeDsp().dsp);
    const late = await consentOf(ADA, id);
    expect(late.again).toBe(true);
    await forgetFans(ctx, 10);
    expect(await tracesOf([ADA.key, ADA.zone]), 'waits').toHaveLength(2);
    await on.test.sql`update presaves set state = 'refused' where id = ${early.presaveId}`;
    expect(await forgetFans(ctx, 10)).toBe(1);
    expect(await tracesOf([ADA.key, ADA.zone]), 'came back').toHaveLength(2);
    expect(await readReceipt(early.passToken, on.open.db)).toBeNull();
    expect(await readReceipt(late.passToken, on.open.db)).not.toBeNull();
  });
});
