import type { LimitInput } from '../../e2e/sandbox/client';
import { rolling } from '../../lib/testing/pace-limiters';
import { atLeast, atMost, exactly, seen, type ReleaseDayFigure } from './figure';
import { judge } from './judge';
import { idealMs } from './oracle';
import { onStage, untilSettled, type Bench } from './scene';

type Limit = {
  name: 'known' | 'unknown' | 'halved';
  limit: number;
  windowMs: number;
  /** the least part of the oracle's speed, and the most answers that may be 429 (%) */
  least: number;
  most: number;
};

const WORKERS = { full: 4, small: 2 };
const LIMITER_DECIDES = 0.95;
const WARM_UP = 8_000;
const SAVES = { full: 20_000, small: 1_000 };

/** A small run's ideal is two seconds, beside other scenarios: it shows that the limit is kept to, and says nothing of the speed. */
const LIMITS: Record<Bench['size'], readonly Limit[]> = {
  full: [
    { name: 'known', limit: 3_000, windowMs: 10_000, least: 0.95, most: 0.2 },
    { name: 'unknown', limit: 3_000, windowMs: 10_000, least: 0.9, most: 0.5 },
    // Not 4,000: the saves would fill the last window to the last call, and one look whether the release is out would cost another.
    { name: 'halved', limit: 3_900, windowMs: 10_000, least: 0.85, most: 1 },
  ],
  small: [
    { name: 'known', limit: 600, windowMs: 2_000, least: 0, most: 1 },
    { name: 'unknown', limit: 600, windowMs: 2_000, least: 0, most: 5 },
    { name: 'halved', limit: 600, windowMs: 2_000, least: 0, most: 5 },
  ],
};

/** A rolling window that the workers were told of, were not told of, or that halves under them. */
export async function limits(bench: Bench): Promise<ReleaseDayFigure[]> {
  // In a small run other scenarios have the processor: the oracle has no speed of its own then, only the limiter.
  const speed = bench.size === 'small' ? Infinity : await unlimitedSpeed(bench);
  const figures: ReleaseDayFigure[] = [];
  for (const limit of LIMITS[bench.size]) figures.push(...(await underLimit(bench, limit, speed)));
  if (bench.size === 'small') return figures;
  const free = seen(
    { what: 'limits: saves a second without a limit', value: Math.round(speed), unit: '/s' },
    "the oracle's CPU",
  );
  return [free, ...figures];
}

function unlimitedSpeed(bench: Bench): Promise<number> {
  const fans = WARM_UP;
  return onStage(bench, 'unlimited', async scene => {
    bench.say(`limits: ${fans} fans without a limit, for the speed of this machine`);
    const release = await scene.release(fans, 'ahead');
    const crew = scene.crew();
    await crew.start(WORKERS.full);
    await scene.turn([release], 1_500);
    await untilSettled(bench, scene, 'limits', fans, 60_000);
    const { first, last } = await scene.sandbox.verdict(release.uri);
    return fans / (Math.max(1, (last ?? 0) - (first ?? 0)) / 1000);
  });
}

function underLimit(bench: Bench, { name, limit, windowMs, least, most }: Limit, speed: number) {
  const fans = SAVES[bench.size];
  const half = Math.floor(limit / 2);
  const changesAfter = name === 'halved' ? fans / 2 : Infinity;
  const limiter = () => rolling({ limit, windowMs, changesAfter, grownTo: half });
  const ideal = idealMs(limiter(), fans, speed);
  const byLimiter = idealMs(limiter(), fans, Infinity) / ideal;
  const told = name !== 'unknown';
  return onStage(bench, `limit_${name}`, async scene => {
    bench.say(
      `limits: ${fans} fans, ${limit} calls in any ${windowMs / 1000} s, ${name}; ideal ${(ideal / 1000).toFixed(1)} s`,
    );
    const release = await scene.release(fans, 'ahead');
    const rule: LimitInput = {
      client: scene.env.spotify?.clientId ?? '',
      limit,
      windowMs,
      ...(name === 'halved' && { plan: [{ afterCalls: changesAfter, limit: half }] }),
    };
    await scene.sandbox.setLimit(rule);
    const crew = scene.crew(told ? { SPOTIFY_RATE: `${limit}/${windowMs / 1000}` } : {});
    await crew.start(WORKERS[bench.size]);
    await scene.turn([release], 1_500);
    await untilSettled(bench, scene, `limits, ${name}`, fans, 3 * ideal + 30_000);
    const found = await judge(scene, release);
    const refused = ((found.verdict.statuses['429'] ?? 0) / found.verdict.saveCalls) * 100;
    const small = bench.size === 'small' ? 'full size: see bar.md' : '';
    const speedReached = {
      what: `limits, ${name}: of the ideal speed`,
      value: ideal / found.lastSaveMs,
      oracle: `1, in ${(ideal / 1000).toFixed(1)} s`,
    };
    return [
      // A machine that is busy with something else makes the oracle slow, and any worker look good beside it.
      atLeast(LIMITER_DECIDES, {
        what: `limits, ${name}: part of the oracle's time that is the limiter's`,
        value: byLimiter,
      }),
      exactly(0, { what: `limits, ${name}: lost`, value: found.lost }),
      exactly(0, { what: `limits, ${name}: duplicated`, value: found.duplicated }),
      small ? seen(speedReached, small) : atLeast(least, speedReached),
      atMost(most, { what: `limits, ${name}: answers 429`, value: refused, unit: '%', oracle: '0' }, small),
    ];
  });
}
