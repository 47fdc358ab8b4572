import { expect, it, vi } from 'vitest';
import type { PreflightEvent } from '../../domain/preflight';
import type { Check } from './check';
import { runChecks } from './run';

const check = (id: string, run: Check['run']): Check => ({
  id,
  title: id,
  run,
  late: { found: 'late', fanSees: 'a fan', mend: 'mend' },
});

it('tells each finding as it comes, and ends within the limit whatever hangs or breaks', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const told: PreflightEvent[] = [];
  let stopped = false;
  const findings = await runChecks(
    [
      check('hangs', signal => {
        signal.addEventListener('abort', () => (stopped = true));
        return new Promise(() => undefined);
      }),
      check('breaks', () => Promise.reject(new Error('secret'))),
      check('well', () => Promise.resolve({ state: 'ok', found: 'well' })),
    ],
    event => told.push(event),
    50,
  );
  expect(findings.map(({ id, state, found }) => [id, state, found])).toEqual([
    ['hangs', 'fail', 'late'],
    ['breaks', 'fail', expect.stringContaining('broke off')],
    ['well', 'ok', 'well'],
  ]);
  expect(stopped, 'and what hangs is given up').toBe(true);
  const order = told.map(event => (event.kind === 'finding' ? event.finding.id : event.kind));
  expect(order.toSorted()).toEqual(['breaks', 'hangs', 'plan', 'well']);
  expect([order[0], order.at(-1)], 'what hangs holds up nothing').toEqual(['plan', 'hangs']);
  expect(JSON.stringify(told)).not.toContain('secret');
});
