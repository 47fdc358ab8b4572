import { describe, expect, test } from 'vitest';
import { bucket, rolling, type SimulatedLimiter } from '../testing/pace-limiters';
import { simulate, type Simulation } from '../testing/pace-simulator';
import { used } from './pace-log';

const SECOND = 1000;
const SEEDS = [1, 2];

type Scenario = [
  name: string,
  rate: [limit: number | null, windowMs: number],
  limiter: () => SimulatedLimiter,
  atLeast: number,
  refusedAtMost: number,
  more?: Partial<Simulation>,
];

const threeThousand = { limit: 3_000, windowMs: 10 * SECOND };
const fiveThousand = { limit: 5_000, windowMs: 30 * SECOND };

function run([, [limit, windowMs], limiter, , , more]: Scenario, seed: number) {
  return simulate({ seed, rate: { limit, windowMs }, limiter, calls: 20_000, ...more });
}

describe('20,000 calls of 4 processes come near the ideal time, with few refused and none begun while blocked', () => {
  const scenarios: Scenario[] = [
    ['3,000 in 10 s, told', [3_000, 10 * SECOND], () => rolling(threeThousand), 0.95, 0],
    ['5,000 in 30 s, told', [5_000, 30 * SECOND], () => rolling(fiveThousand), 0.95, 0],
    ['3,000 in 10 s, not told', [null, 10 * SECOND], () => rolling(threeThousand), 0.9, 0.005],
    ['5,000 in 30 s, not told', [null, 30 * SECOND], () => rolling(fiveThousand), 0.9, 0.005],
    ['1,000 in 10 s, tried for more', [null, 10_000], () => rolling({ limit: 1_000, windowMs: 10_000 }), 0.9, 0.005],
    ['10 s documented as 30 s', [null, 30 * SECOND], () => rolling(threeThousand), 0.9, 0.005],
    ['10 s documented as 30 s, dates', [null, 30 * SECOND], () => rolling(threeThousand, 'date'), 0.9, 0.005],
    ['no Retry-After', [null, 10 * SECOND], () => rolling(threeThousand, 'nothing'), 0.9, 0.005],
    ['always "1 s"', [null, 10 * SECOND], () => rolling(threeThousand, SECOND), 0.9, 0.005],
    ['told, halved', [3_000, 10_000], () => rolling({ ...threeThousand, changesAfter: 8_000 }), 0.85, 0.01],
    ['not told, halved', [null, 10_000], () => rolling({ ...threeThousand, changesAfter: 8_000 }), 0.85, 0.01],
    ['not told, halved, 30 s', [null, 30_000], () => rolling({ ...fiveThousand, changesAfter: 11_000 }), 0.85, 0.01],
  ];
  test.each(scenarios)('%s', (...scenario) => {
    for (const seed of SEEDS) {
      const { elapsedMs, idealMs, passed, refused, late } = run(scenario, seed);
      expect(passed).toBe(20_000);
      expect(idealMs / elapsedMs).toBeGreaterThanOrEqual(scenario[3]);
      expect(refused / passed).toBeLessThanOrEqual(scenario[4]);
      expect(late).toBe(0);
    }
  });
});

describe('a limit of another kind is used to nearly what it sustains', () => {
  const scenarios: Scenario[] = [
    ['1 in 2 s', [null, 30_000], () => rolling({ limit: 1, windowMs: 2_000 }), 0.85, 20, { calls: 20 }],
    ['2 in 5 s', [null, 30_000], () => rolling({ limit: 2, windowMs: 5_000 }), 0.85, 20, { calls: 40 }],
    ['bucket 100, 10/s', [null, 30_000], () => bucket({ capacity: 100, perSecond: 10 }), 0.85, 120, { calls: 2_000 }],
    ['bucket 10, 1/s', [null, 10_000], () => bucket({ capacity: 10, perSecond: 1 }), 0.85, 20, { calls: 200 }],
    ['bucket 50, 50/s', [null, 10_000], () => bucket({ capacity: 50, perSecond: 50 }), 0.85, 120, { calls: 5_000 }],
  ];
  // The first 429 finds at most the in-flight cap of every process under way; what comes after that is few.
  const FIRST_HIT = 48;
  test.each(scenarios)('%s', (...scenario) => {
    const { elapsedMs, idealMs, refused, late } = run(scenario, 1);
    expect(idealMs / elapsedMs).toBeGreaterThanOrEqual(scenario[3]);
    expect(refused).toBeLessThanOrEqual(FIRST_HIT + scenario[4]);
    expect(late).toBe(0);
  });
});

test('a limit that grew is found again', () => {
  const limiter = () => rolling({ limit: 100, windowMs: 2_000, changesAfter: 1_000, grownTo: 400 });
  const { state } = simulate({ seed: 1, rate: { limit: null, windowMs: 2_000 }, limiter, calls: 8_000 });
  expect(state.limit).toBeGreaterThan(150);
});

test('the calls of processes that died come back', () => {
  const kills = [300, 700, 1_500, 9_000, 9_500, 20_500];
  const scenario: Scenario = ['', [3_000, 10_000], () => rolling(threeThousand), 0, 0, { kills }];
  const { passed, refused, state, elapsedMs } = run(scenario, 1);
  expect([passed, refused]).toEqual([20_000, 0]);
  expect(elapsedMs).toBeLessThan(90 * SECOND);
  expect(used(state, Date.UTC(2026, 11, 12))).toBe(0);
});
