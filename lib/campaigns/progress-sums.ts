import type { Dsp } from '../domain/dsp';
import type { ServiceProgress } from '../domain/progress';
import type { Release } from '../domain/release';
import { releaseMoment } from '../domain/release-moment';
import type { PresaveCount } from './counts';
import type { MarketLine } from './markets';

const empty = (dsp: Dsp): ServiceProgress => ({
  dsp,
  begun: false,
  due: 0,
  saved: 0,
  verified: 0,
  waiting: 0,
  checking: 0,
  open: 0,
  later: 0,
  reconnect: 0,
  refused: 0,
  nextMomentMs: null,
  waitingBy: [],
  closed: [],
});

function addCount(sum: ServiceProgress, count: PresaveCount, moment: number, now: number, open: boolean): void {
  const { state, reason, n } = count;
  if (state === 'withdrawn' || state === 'expired') return;
  if (state === 'saved') sum.saved += n;
  if (state === 'saved' && reason === 'verified') sum.verified += n;
  if (state === 'needs_reconnect') sum.reconnect += n;
  if (state === 'refused') sum.refused += n;
  const isDue = moment <= now;
  if (isDue) sum.begun = true;
  if (isDue || state === 'saved') sum.due += n;
  if (state !== 'held' && state !== 'saving' && state !== 'accepted') return;
  if (!isDue) {
    sum.later += n;
    sum.nextMomentMs = Math.min(sum.nextMomentMs ?? Infinity, moment);
    return;
  }
  sum.waiting += n;
  if (state === 'accepted') sum.checking += n;
  else if (open) sum.open += n;
  const same = sum.waitingBy.find(line => line.reason === reason);
  if (same) same.n += n;
  else sum.waitingBy.push({ reason, n });
}

function addClosed(
  sum: ServiceProgress,
  market: string,
  fans: number,
  line: MarketLine | undefined,
  now: number,
): void {
  const lastAnswer = line?.lastAnswer ?? null;
  const next = line ? line.nextProbeMs : now;
  const same = sum.closed.find(c => c.lastAnswer === lastAnswer && (c.nextProbeMs === null) === (next === null));
  if (!same) {
    sum.closed.push({ markets: [market], fans, lastAnswer, nextProbeMs: next });
    return;
  }
  if (!same.markets.includes(market)) same.markets.push(market);
  same.fans += fans;
  if (same.nextProbeMs !== null && next !== null) same.nextProbeMs = Math.min(same.nextProbeMs, next);
}

/** Where the pre-saves stand at `now` (epoch ms), service by service, from counts alone. */
export function sumProgress(
  counts: readonly PresaveCount[],
  markets: readonly MarketLine[],
  release: Release,
  now: number,
): ServiceProgress[] {
  const known = new Map(markets.map(line => [`${line.dsp} ${line.market}`, line]));
  const sums = new Map<Dsp, ServiceProgress>();
  for (const count of counts) {
    const sum = sums.get(count.dsp) ?? empty(count.dsp);
    sums.set(count.dsp, sum);
    const line = known.get(`${count.dsp} ${count.territory}`);
    const before = sum.waiting - sum.checking;
    addCount(sum, count, releaseMoment(release, count.territory), now, line?.open ?? false);
    const waits = sum.waiting - sum.checking - before;
    if (waits > 0 && !line?.open) addClosed(sum, count.territory, waits, line, now);
  }
  for (const sum of sums.values()) sum.waitingBy.sort((a, b) => b.n - a.n);
  return [...sums.values()];
}

/** Whether nothing is left to watch: all that is due is settled, or there is nobody to wait for. Before the first moment it is not. */
export function isSettled(services: readonly ServiceProgress[]): boolean {
  if (services.some(s => s.waiting > 0)) return false;
  return services.some(s => s.begun) || services.every(s => s.later === 0);
}
