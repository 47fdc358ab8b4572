import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openDatabase, type Db, type OpenDatabase, type PoolOptions } from '../db';
import { NO_LIMITS } from '../domain/deployment';
import type { Dsp } from '../domain/dsp';
import type { SavingDsp } from '../dsp/types';
import { acceptConsent } from '../presaves/accept';
import { testDatabase, type TestDatabase } from './database';
import { fakeDsp, testRing } from './worker';

/** A database for one test file, emptied before each test, and a worker's pool on it. To be read inside tests only. */
export function releaseDayDatabase(options: PoolOptions = { max: 24 }): { test: TestDatabase; open: OpenDatabase } {
  const held = {} as { test: TestDatabase; open: OpenDatabase };
  beforeAll(async () => {
    held.test = await testDatabase();
    held.open = openDatabase(held.test.url, options);
  });
  afterAll(async () => {
    await held.open.close();
    await held.test.drop();
  });
  beforeEach(
    () =>
      held.test
        .sql`truncate campaigns, presaves, grants, passes, spent_intents, market_openings, campaign_services, pace_gates, ledger cascade`,
  );
  return held;
}

/** How many pre-saves are in which state. */
export async function statesOf({ sql }: TestDatabase): Promise<Record<string, number>> {
  const rows = await sql<{ state: string; n: number }[]>`
    select state, count(*)::int as n from presaves group by state`;
  return Object.fromEntries(rows.map(row => [row.state, row.n]));
}

/** As if all waits were over: what is held may be tried, and what a dead worker left may be taken. */
export async function letTimePass({ sql }: TestDatabase): Promise<void> {
  await sql`update presaves set lease_until = now() - interval '1 second' where state = 'saving'`;
  await sql`update presaves set next_attempt_at = now() where state = 'held'`;
}

/** The database's time, epoch ms. */
export async function databaseTime({ sql }: TestDatabase): Promise<number> {
  const [row] = await sql<{ ms: number }[]>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
  return row?.ms ?? Number.NaN;
}

/** A DSP other than Spotify that says yes to everything unless a method is given. */
export function otherDsp(dsp: Dsp, answers: Partial<SavingDsp> = {}): SavingDsp {
  return { ...fakeDsp().dsp, dsp, clientId: `client of ${dsp}`, ...answers };
}

/** What an adapter makes of a call that nobody answers: it waits until it is broken off. */
export function unanswered(signal: AbortSignal | undefined): Promise<{ kind: 'unavailable'; detail: string }> {
  return new Promise(resolve => {
    const end = () => resolve({ kind: 'unavailable', detail: 'broken off' });
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}

/** Fans of a campaign on any DSP, one for each name in `who`. Answers the ids and pass tokens in their order. */
export async function fansOn(
  db: Db,
  campaignId: string,
  who: readonly string[],
  { dsp = 'spotify', territory = 'DE' }: { dsp?: Dsp; territory?: string } = {},
): Promise<{ presaveId: string; passToken: string }[]> {
  const now = performance.timeOrigin + performance.now();
  return Promise.all(
    who.map(async name => {
      const accepted = await acceptConsent(db, testRing, {
        campaignId,
        dsp,
        nonce: `${campaignId} ${dsp} ${name} ${now}`,
        intentExpiresAt: now + 900_000,
        accountKey: `key of ${name}`,
        territory,
        zone: 'Europe/Berlin',
        channel: null,
        refreshToken: `token of ${name}`,
        authorizedAt: now,
        hardExpiry: now + 180 * 86_400_000,
        limits: NO_LIMITS,
      });
      if (accepted.kind !== 'accepted') throw new Error(accepted.kind);
      return accepted;
    }),
  );
}

/** `count` names that begin alike. */
export function names(count: number, prefix = 'fan'): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i}`);
}
