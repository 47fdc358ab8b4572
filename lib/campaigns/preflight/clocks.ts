import { databaseNow } from '../../db';
import { spanWords } from '../../domain/desk-words';
import type { Found } from '../../domain/preflight';
import type { Check, PreflightContext } from './check';

/** Saves go by the database's clock. Beyond this (ms) somebody would notice at midnight. */
const NOTICED_MS = 5_000;
const WRONG_MS = 60_000;

/** Whether the database, this host and a service agree on the time. */
export const clocksCheck = (ctx: PreflightContext): Check => ({
  id: 'clocks',
  title: 'The clocks',
  run: signal => clocks(ctx, signal),
  late: {
    found: 'The clocks could not be compared in time.',
    fanSees: null,
    mend: 'Run the preflight again in a few minutes.',
  },
});

async function clocks(ctx: PreflightContext, signal: AbortSignal): Promise<Found> {
  const began = ctx.now();
  const database = await databaseNow(ctx.db);
  const between = database - (began + ctx.now()) / 2;
  const service = await serviceClock(ctx, signal);
  const others = [
    { name: 'this host', off: between },
    ...(service === null ? [] : [{ name: service.host, off: service.off + between }]),
  ];
  const worst = others.reduce((a, b) => (Math.abs(b.off) > Math.abs(a.off) ? b : a));
  const compared = others.map(({ name }) => name).join(' and ');
  if (Math.abs(worst.off) < NOTICED_MS) return { state: 'ok', found: `The database agrees with ${compared}.` };
  return {
    state: Math.abs(worst.off) < WRONG_MS ? 'warn' : 'fail',
    found: `The database’s clock is ${Math.round(Math.abs(worst.off) / 1000)} seconds (${spanWords(Math.abs(worst.off))}) ${worst.off > 0 ? 'ahead of' : 'behind'} ${worst.name}.`,
    fanSees: 'A page that turns, and a save that comes, early or late by as much.',
    mend: 'Have the clock of the database’s host, and of this one, set by NTP.',
  };
}

/** How far (ms) this host is ahead of a service, by the Date of its answer, which knows whole seconds; null: none told. */
async function serviceClock(
  { authorize, fetch, now }: PreflightContext,
  signal: AbortSignal,
): Promise<{ host: string; off: number } | null> {
  const asked = await Promise.all(
    [...authorize.values()].slice(0, 3).map(async ({ ask }) => {
      const answer = await fetch(new URL(ask).origin, {
        method: 'HEAD',
        redirect: 'manual',
        cache: 'no-store',
        signal: AbortSignal.any([signal, AbortSignal.timeout(3_000)]),
      }).catch(() => null);
      const told = Date.parse(answer?.headers.get('date') ?? '');
      return Number.isNaN(told) ? null : { host: new URL(ask).hostname, off: now() - (told + 500) };
    }),
  );
  return asked.find(one => one !== null) ?? null;
}
