import type { Dsp } from '../lib/domain/dsp';

/** One made-up visit. Instants are epoch ms; the country is where the visitor is. */
export type DemoVisit = {
  at: number;
  channel: string;
  country: string;
  device: string;
  app: string;
  tapped: Dsp | null;
  result: 'presave' | 'reminder' | null;
  doubtful: boolean;
};

type Odds<T> = readonly (readonly [value: T, weight: number])[];

const CHANNELS: Odds<string> = [
  ['instagram-bio', 26],
  ['instagram-story', 17],
  ['tiktok', 23],
  ['newsletter', 8],
  ['youtube', 6],
  ['poster', 3],
  ['', 17],
];
const COUNTRIES: Odds<string> = [
  ['DE', 27],
  ['GB', 19],
  ['US', 21],
  ['FR', 8],
  ['NL', 6],
  ['BR', 6],
  ['JP', 5],
  ['SE', 4],
  ['AU', 4],
];
const DEVICES: Odds<string> = [
  ['phone', 87],
  ['desktop', 10],
  ['tablet', 3],
];
const SERVICES: Odds<Dsp> = [
  ['spotify', 56],
  ['appleMusic', 22],
  ['youtubeMusic', 7],
  ['deezer', 6],
  ['amazonMusic', 4],
  ['tidal', 3],
  ['soundcloud', 2],
];
/** How many of a hundred visitors of a day come in each of its hours (UTC): evenings. */
const HOURS = [2, 1, 1, 1, 1, 2, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 7, 8, 9, 9, 6, 4, 2, 2];
const SAVES_FOR_FANS: ReadonlySet<Dsp> = new Set([
  'spotify',
  'appleMusic',
  'youtubeMusic',
  'deezer',
  'tidal',
  'soundcloud',
]);
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<T>(odds: Odds<T>, next: () => number): T {
  const all = odds.reduce((sum, [, weight]) => sum + weight, 0);
  let left = next() * all;
  for (const [value, weight] of odds) if ((left -= weight) < 0) return value;
  throw new Error('odds without anything in them');
}

/** How lively a day is: the announcement, a teaser a week later, the last days. */
function liveliness(day: number, days: number): number {
  if (day === 0) return 4;
  if (day === 7 || day === 15) return 2.6;
  if (day >= days - 3) return 2.2 + (day - days + 3) * 0.7;
  return 1;
}

/**
 * A campaign's visits from `from` to `to` (epoch ms), about `daily` on an ordinary day, and one night on which somebody bought
 * forty accounts that never saw the page.
 */
export function demoVisits({
  from,
  to,
  daily,
  seed,
}: {
  from: number;
  to: number;
  daily: number;
  seed: number;
}): DemoVisit[] {
  const next = numbers(seed);
  const days = Math.max(1, Math.floor((to - from) / DAY_MS));
  const visits: DemoVisit[] = [];
  for (let day = 0; day < days; day++) {
    const many = Math.round(daily * liveliness(day, days) * (0.8 + next() * 0.4));
    for (let i = 0; i < many; i++) visits.push(visit(from + day * DAY_MS, next));
  }
  const night = from + Math.min(5, days - 1) * DAY_MS + 3 * HOUR_MS;
  for (let i = 0; i < 40; i++)
    visits.push({
      ...visit(night, next),
      at: night + i * 4_000,
      channel: '',
      country: 'US',
      tapped: 'spotify',
      result: 'presave',
      doubtful: true,
    });
  return visits.filter(({ at }) => at < to).toSorted((a, b) => a.at - b.at);
}

function visit(midnight: number, next: () => number): DemoVisit {
  const hour = pick(
    HOURS.map((weight, at) => [at, weight] as const),
    next,
  );
  const channel = pick(CHANNELS, next);
  const device = pick(DEVICES, next);
  const inside = device === 'phone' && /^(instagram|tiktok)/.exec(channel)?.[1];
  const tapped = next() < 0.54 ? pick(SERVICES, next) : null;
  const goesOn = next() < (channel === 'newsletter' ? 0.82 : 0.66);
  const result = !tapped || !goesOn ? null : SAVES_FOR_FANS.has(tapped) ? 'presave' : 'reminder';
  return {
    at: midnight + hour * HOUR_MS + Math.floor(next() * HOUR_MS),
    channel,
    country: pick(COUNTRIES, next),
    device,
    app: inside && next() < 0.7 ? inside : 'browser',
    tapped,
    result,
    doubtful: false,
  };
}
