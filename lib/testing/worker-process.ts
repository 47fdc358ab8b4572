/*
 * A worker in a process of its own, for tests that stop or kill it: `node --import tsx lib/testing/worker-process.ts`. It drains
 * until nothing is due that it may claim, over a DSP in this process whose fans do what their tokens say: `throw`, `hang`,
 * `kill` and `wait`. Every save and look that begins is noted in the table `tries` before anything else happens.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../db';
import type { SavingDsp } from '../dsp/types';
import { drain } from '../release-day/drain';
import { workerContext } from '../release-day/context';
import { fakeDsp } from './worker';

// a test that was broken off leaves no worker behind
process.once('disconnect', () => process.exit(1));

const url = process.env['DATABASE_URL'] ?? '';
const key = Buffer.from(process.env['TEST_KEY'] ?? '', 'hex');

const notes = openDatabase(url, { max: 12 });
const open = openDatabase(url, { max: 16 });

const dsp: SavingDsp = {
  ...fakeDsp().dsp,
  save: async ({ token }) => {
    await notes.client`insert into tries (token) values (${token})`;
    if (token.includes('throw')) throw new Error('a bug of ours');
    if (token.includes('hang')) await new Promise(() => undefined);
    if (token.includes('kill')) process.kill(process.pid, 'SIGKILL');
    if (token.includes('wait')) await sleep(1_500);
    return { kind: 'ok', proof: 'saved' };
  },
  verify: async ({ token }) => {
    await notes.client`insert into tries (token) values (${`look ${token}`})`;
    if (token.includes('kill')) process.kill(process.pid, 'SIGKILL');
    return { kind: 'ok', held: true };
  },
};

const env = { keyRing: [{ id: 'k1', key }], spotify: null } as unknown as Parameters<typeof workerContext>[1];
let claimed: number;
do {
  const ctx = await workerContext(open, env);
  ({ claimed } = await drain({ ...ctx, dsps: new Map([[dsp.dsp, dsp]]), callLimitMs: 500 }, { budgetMs: 60_000 }));
} while (claimed > 0);
// what hangs would keep the process
process.exit(0);
