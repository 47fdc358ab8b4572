import { randomBytes, randomUUID } from 'node:crypto';
import type { Db } from '../db';
import type { Access, SavingDsp } from '../dsp/types';
import type { SealingKey } from '../env';
import type { WorkerContext } from '../release-day/types';

export const testRing: readonly SealingKey[] = [{ id: 'k1', key: randomBytes(32) }];

export type FakeCalls = { refreshed: string[]; saved: string[] };

/**
 * A DSP in this process, for tests of the worker's bookkeeping: it says yes to everything unless a method is given. What a real
 * DSP answers is tried against the sandbox.
 */
export function fakeDsp(answers: Partial<SavingDsp> = {}): { dsp: SavingDsp; calls: FakeCalls } {
  const calls: FakeCalls = { refreshed: [], saved: [] };
  const access = (token: string): Access => ({ token, expiresAt: Infinity });
  const dsp: SavingDsp = {
    dsp: 'spotify',
    clientId: 'client',
    rate: { limit: null, windowMs: 30_000 },
    probe: async ({ uri }) => ({
      kind: 'ok',
      live: true,
      release: { uri: uri ?? 'spotify:album:x', url: 'https://open.spotify.com/album/x', artist: 'A', title: 'T' },
    }),
    ...answers,
    refresh: async grant => {
      calls.refreshed.push(grant.refreshToken);
      return answers.refresh
        ? answers.refresh(grant)
        : { kind: 'ok', access: access(grant.refreshToken), rotated: null };
    },
    save: async (given, uri) => {
      calls.saved.push(given.token);
      return answers.save ? answers.save(given, uri) : { kind: 'ok', proof: 'saved' };
    },
  };
  return { dsp, calls };
}

/** A worker's context over a test database. `now` is the machine's clock; the database runs on the same one. */
export function testContext(db: Db, dsp: SavingDsp, change: Partial<WorkerContext> = {}): WorkerContext {
  return {
    db,
    ring: testRing,
    dsps: new Map([[dsp.dsp, dsp]]),
    owner: randomUUID(),
    now: () => performance.timeOrigin + performance.now(),
    jitter: () => 0.5,
    callLimitMs: 12_000,
    bulletin: { onShut: () => () => undefined, isWithdrawing: () => false },
    ...change,
  };
}
