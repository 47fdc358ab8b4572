import type { Dsp } from '../domain/dsp';
import type { Reason } from '../domain/presave-state';
import type { Release } from '../domain/release';
import { releaseMoment } from '../domain/release-moment';
import type { PresaveCount } from './counts';
import type { MarketLine } from './markets';

/** A group of markets that are due and not open, because the DSP answered the same of all. `nextProbeMs`: epoch ms. */
export type ClosedMarkets = {
  markets: string[];
  fans: number;
  lastAnswer: string | null;
  /** null: not asked any more; before the first answer it is simply due */
  nextProbeMs: number | null;
};

/** Where the pre-saves of one service stand. Numbers of pre-saves; withdrawn and expired ones are left out. */
export type ServiceProgress = {
  dsp: Dsp;
  /** whether the moment has come for anybody */
  begun: boolean;
  /** whose moment has come, or that are saved */
  due: number;
  saved: number;
  /** due and still ahead */
  waiting: number;
  /** of those, accepted by the service and being looked for in the library */
  checking: number;
  /** of those whose save is still to be made, in markets that are open */
  open: number;
  /** whose moment is still to come */
  later: number;
  reconnect: number;
  refused: number;
  /** when (epoch ms) the next of `later` are due */
  nextMomentMs: number | null;
  waitingBy: { reason: Reason; n: number }[];
  closed: ClosedMarkets[];
};

const empty = (dsp: Dsp): ServiceProgress => ({
  dsp,
  begun: false,
  due: 0,
  saved: 0,
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
