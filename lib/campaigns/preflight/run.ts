import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../../log';
import type { Finding, PreflightEvent } from '../../domain/preflight';
import type { Check, PreflightContext } from './check';
import { clocksCheck } from './clocks';
import { credentialChecks } from './credentials';
import { marketChecks } from './markets';
import { ownAccountChecks } from './own-account';
import { pageTurnCheck } from './page-turn';
import { quotaChecks } from './quota';
import { redirectChecks } from './redirect-address';
import { shareCardCheck } from './share-card';
import { workerSeenCheck } from './worker-seen';

/** What has not answered by then (ms) is a finding too. */
const LIMIT_MS = 8_000;

/** All checks of a campaign, in the order in which they are shown. */
export function checksOf(ctx: PreflightContext): Check[] {
  return [
    workerSeenCheck(ctx),
    ...credentialChecks(ctx),
    ...redirectChecks(ctx),
    ...ownAccountChecks(ctx),
    ...quotaChecks(ctx),
    ...marketChecks(ctx),
    pageTurnCheck(ctx),
    shareCardCheck(ctx),
    clocksCheck(ctx),
  ];
}

/**
 * Runs all checks at once and tells each finding as it comes; the findings in the order of the checks once all are there. Resolves
 * within the limit whatever hangs, and never throws for what a service does.
 */
export async function runChecks(
  checks: readonly Check[],
  tell: (event: PreflightEvent) => void,
  limitMs: number = LIMIT_MS,
): Promise<Finding[]> {
  tell({ kind: 'plan', checks: checks.map(({ id, title }) => ({ id, title })) });
  return Promise.all(
    checks.map(async check => {
      const finding = await findingOf(check, limitMs);
      tell({ kind: 'finding', finding });
      return finding;
    }),
  );
}

async function findingOf({ id, title, run, late }: Check, limitMs: number): Promise<Finding> {
  const stop = new AbortController();
  const over = new AbortController();
  const named = { id, title, fanSees: null, mend: null };
  try {
    const found = await Promise.race([run(stop.signal), sleep(limitMs, null, { signal: over.signal })]);
    return found ? { ...named, ...found } : { ...named, state: 'fail', ...late };
  } catch (error) {
    log.error('preflight.check', error, { check: id });
    return {
      ...named,
      state: 'fail',
      found: 'This check broke off. That is a fault of ours, or the database is away.',
      mend: 'Run the preflight again. If it stays so, report it.',
    };
  } finally {
    over.abort();
    stop.abort();
  }
}
