import type { Call } from './call-log';

/** What the calls for one uri come to. Instants are epoch ms by the sandbox's clock, null where there was no call. */
export type Verdict = {
  /** fans with at least one call */
  fans: number;
  saveCalls: number;
  /** the most calls of any one fan */
  byFanMax: number;
  fansWithMoreThanOneCall: number;
  /** calls that did or may have done something, beyond the first such one of each fan */
  extraCalls: number;
  /** when the first and the last call came in */
  first: number | null;
  last: number | null;
  /** calls by what they were answered; 0: never, or not yet */
  statuses: Record<string, number>;
};

/** Sums up calls in one pass. Calls with nobody's token count in `saveCalls` and `statuses` only. */
export function judge(calls: Iterable<Call>): Verdict {
  const perFan = new Map<string, number>();
  const effective = new Set<string>();
  const statuses: Record<string, number> = {};
  const verdict = { saveCalls: 0, byFanMax: 0, fansWithMoreThanOneCall: 0, extraCalls: 0 };
  let [first, last] = [Infinity, -Infinity];
  for (const { fan, status, at } of calls) {
    verdict.saveCalls += 1;
    statuses[status] = (statuses[status] ?? 0) + 1;
    first = Math.min(first, at);
    last = Math.max(last, at);
    if (fan === null) continue;
    const count = (perFan.get(fan) ?? 0) + 1;
    perFan.set(fan, count);
    verdict.byFanMax = Math.max(verdict.byFanMax, count);
    if (count === 2) verdict.fansWithMoreThanOneCall += 1;
    if (status !== 0 && (status < 200 || status > 299)) continue;
    if (effective.has(fan)) verdict.extraCalls += 1;
    else effective.add(fan);
  }
  const span = verdict.saveCalls === 0 ? { first: null, last: null } : { first, last };
  return { fans: perFan.size, ...verdict, ...span, statuses };
}
