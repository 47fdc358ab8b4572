import { expect, it } from 'vitest';
import { firstMoment, lastMoment } from './release-moment';
import { TERRITORIES } from './territory-zones';
import { turnsOf } from './turns';

it('has every territory turn once, in order, from the first moment to the last', () => {
  const release = { mode: 'local-midnight', date: '2026-12-11' } as const;
  const turns = turnsOf(release);
  expect(turns.length).toBeGreaterThan(24);
  expect(turns.map(({ at }) => at)).toEqual(turns.map(({ at }) => at).toSorted((a, b) => a - b));
  expect([turns[0]?.at, turns.at(-1)?.at]).toEqual([firstMoment(release), lastMoment(release)]);
  expect(turns.flatMap(({ territories }) => territories).toSorted()).toEqual([...TERRITORIES].toSorted());
});

it('has one instant turn them all', () => {
  const [turn, ...rest] = turnsOf({ mode: 'instant', at: 5 });
  expect(rest).toEqual([]);
  expect(turn).toEqual({ at: 5, territories: TERRITORIES });
});
