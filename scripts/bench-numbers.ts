import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { exportCsv } from '../lib/analytics/reports/export-csv';
import { compareRuns } from '../lib/analytics/reports/compare';
import { readBreakdown } from '../lib/analytics/reports/breakdown';
import { readLive } from '../lib/analytics/reports/live';
import { readSeries } from '../lib/analytics/reports/series';
import { readSummary } from '../lib/analytics/reports/summary';
import { readTop } from '../lib/analytics/reports/top';
import { Writer } from '../lib/analytics/writer';
import { openDatabase, type Db, type OpenDatabase } from '../lib/db';
import { makeCampaign } from '../lib/testing/campaigns';
import type { Figure } from './bench';
import { withLock } from './lock';
import { STATE } from './paths';
import { DAYS, SEEDED_VIEWS, seedNumbers } from './numbers/seed';
import { startBenchServer } from './release-day/server';

const DAY_MS = 86_400_000;
const ROUNDS = 40;
/** Opening ten million views against opening none, in one run. */
const MOST_RATIO = 2;
const EVENTS = 100_000;
/** Ten times what ten million views a day are. */
const LEAST_PER_SECOND = 1_160;

type Subject = { id: string; other: string; now: number };
type Report = { name: string; read: (of: Subject, db: Db) => Promise<unknown> };

const run = (campaignId: string, now: number) => ({ campaignId, releaseAt: now });

/** Everything that the overview of a campaign reads of its numbers (`app/(artist)/dashboard/c/[slug]/numbers/load.ts`). */
const SCREEN: readonly Report[] = [
  { name: 'summary', read: ({ id }, db) => readSummary(id, db) },
  { name: 'last half hour', read: ({ id, now }, db) => readLive(id, now, db) },
  { name: '30 days', read: ({ id, now }, db) => readSeries(id, span(now, 29, 'day'), db) },
  { name: 'every breakdown', read: ({ id }, db) => readTop(id, 400, db) },
  { name: 'beside the last', read: ({ id, other, now }, db) => compareRuns(run(id, now), run(other, now), now, db) },
];
const OTHERS: readonly Report[] = [
  { name: '48 hours', read: ({ id, now }, db) => readSeries(id, span(now, 2, 'hour'), db) },
  { name: 'all days', read: ({ id, now }, db) => readSeries(id, span(now, DAYS, 'day'), db) },
  { name: 'countries of 7 days', read: ({ id }, db) => readBreakdown(id, { by: 'country', days: 7 }, db) },
  { name: 'CSV', read: ({ id }, db) => exportCsv(id, db) },
];

function span(now: number, days: number, unit: 'hour' | 'day') {
  return { from: now - days * DAY_MS, to: now, unit, zone: 'Asia/Kathmandu' } as const;
}

/** Opens the numbers of a campaign with ten million views beside those of an empty one, and has one writer take in a flood. */
export async function benchNumbers(): Promise<boolean> {
  return withLock(join(STATE, 'bench-release-day.lock'), async () => {
    const server = await startBenchServer();
    const { url, drop } = await server.create('numbers');
    const open = openDatabase(url);
    try {
      const figures = [...(await reports(open)), await flood(open)];
      const width = Math.max(...figures.map(({ what }) => what.length));
      console.log();
      for (const { what, value, bar, held } of figures)
        console.log(`${held ? '  ' : '! '}${what.padEnd(width)}  ${value.padStart(26)}   bar ${bar}`);
      return figures.every(({ held }) => held);
    } finally {
      await open.close();
      await drop();
    }
  });
}

async function reports({ db, client }: OpenDatabase): Promise<Figure[]> {
  const now = Date.now();
  const [empty, large, last] = [
    await makeCampaign(db, 0, { title: 'Empty' }),
    await makeCampaign(db, 0, { title: 'Ten million' }),
    await makeCampaign(db, 0, { title: 'The last one' }),
  ];
  const began = performance.now();
  await seedNumbers(client, large.id, now);
  await seedNumbers(client, last.id, now);
  console.log(`two campaigns of ten million views seeded in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const none: Subject = { id: empty.id, other: empty.id, now };
  const much: Subject = { id: large.id, other: last.id, now };
  const { views } = await readSummary(large.id, db);
  const seeded = { what: 'views of the large campaign', value: String(views), bar: String(SEEDED_VIEWS) };
  const lines: Figure[] = [{ ...seeded, held: views === SEEDED_VIEWS }];
  const both = async (name: string, read: (of: Subject) => Promise<unknown>): Promise<[number, number]> => {
    const times: [number[], number[]] = [[], []];
    for (let i = -5; i < ROUNDS; i++)
      for (const [which, subject] of [none, much].entries()) {
        const start = performance.now();
        await read(subject);
        // the first few warm the plans and the cache of both
        if (i >= 0) times[which]?.push(performance.now() - start);
      }
    return [median(times[0]), median(times[1])];
  };
  const [nothing, all] = await both('screen', of => Promise.all(SCREEN.map(({ read }) => read(of, db))));
  for (const { name, read } of [...SCREEN, ...OTHERS]) {
    const [without, withThem] = await both(name, of => read(of, db));
    lines.push({ what: `  ${name}`, value: `${ms(withThem)} against ${ms(without)}`, bar: 'none', held: true });
  }
  const ratio = all / nothing;
  lines.push({
    what: 'the overview, all its reads',
    value: `${ms(all)} against ${ms(nothing)}`,
    bar: 'none',
    held: true,
  });
  lines.push({
    what: 'ten million views against none',
    value: `${ratio.toFixed(2)} times`,
    bar: `<= ${MOST_RATIO} times`,
    held: ratio <= MOST_RATIO,
  });
  return lines;
}

const ms = (time: number) => `${time.toFixed(1)} ms`;
const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

async function flood({ db, client }: OpenDatabase): Promise<Figure> {
  const { id, slug } = await makeCampaign(db, 0, { title: 'Flooded' });
  const writer = new Writer(db, Date.now);
  const day = new Date().toISOString().slice(0, 10);
  const began = performance.now();
  for (let sent = 0; sent < EVENTS; sent += 10_000) {
    for (let i = 0; i < 10_000; i++) {
      const mark = randomBytes(8).readBigInt64BE();
      const [channel, country] = [`c${i % 80}`, ['DE', 'US', 'NP', 'IN'][i % 4] ?? ''];
      const place = { slug, at: Date.now(), channel, country, device: 'phone', app: 'browser', dsp: '', way: '' };
      writer.add(place, 'views', { mark, day });
    }
    await writer.written();
  }
  const perSecond = Math.round(EVENTS / ((performance.now() - began) / 1000));
  const [row] =
    await client`select views::float8 as n from audience_counts where campaign_id = ${id} and dimension = 'all'`;
  const counted = Number(row?.['n'] ?? 0);
  return {
    what: 'views one instance takes in and writes',
    value: `${perSecond} a second, ${EVENTS - counted} lost`,
    bar: `>= ${LEAST_PER_SECOND} a second, 0 lost`,
    held: perSecond >= LEAST_PER_SECOND && counted === EVENTS,
  };
}
