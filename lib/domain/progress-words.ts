import { DSP_NAMES, type Dsp } from './dsp';
import { counted, namesWords, numberWords } from './number-words';
import type { Reason } from './presave-state';
import type { ClosedMarkets, ServiceProgress, Stop } from './progress';

/** How an instant (epoch ms) is said: a terminal has UTC, a screen the artist's own clock. */
export type Clock = (at: number) => string;

const TURN = 'for their turn';
/** What a pre-save that is due waits for, by the reason it stands there. Whatever is not here is its own word. */
const WAITS: Partial<Record<Reason, string>> = {
  consented: TURN,
  consented_again: TURN,
  released_lease: TURN,
  release_moved: TURN,
  grant_confirmed: TURN,
  claimed: 'being saved now',
  accepted: 'accepted by the service and being looked for in the library',
  not_in_library: 'to be added once more: it was accepted and did not show',
  pre_added: TURN,
  rescued: 'for their turn again after a worker stopped',
  rate_limited: 'because the service said to slow down',
  quota_exceeded: 'because the service’s quota is used up',
  dsp_unavailable: 'because the service did not answer',
  not_live_yet: 'because the service does not have the release for them yet',
  not_delivered: 'because the release was not delivered in 14 days',
  grant_unconfirmed: 'because the service refused their permission, which is being confirmed',
  grant_unreadable: 'because their permission was sealed with a key that UPBEAT_KEYS no longer has',
  worker_error: 'because of an error of ours, which the log names',
};

const ANSWERS: Record<string, string> = {
  not_found: 'does not have it yet',
  not_in_market: 'has it, but not there yet',
  not_live: 'does not have it yet',
  other_release: 'has another release under its code',
  unavailable: 'did not answer',
  refused: 'refused the question',
};

const plain = (code: string) => code.replaceAll('_', ' ');

/** Why a service is not called, and until when. */
export function stopWords({ dsp, untilMs, reason }: Stop, clock: Clock): string {
  const [name, until] = [DSP_NAMES[dsp], clock(untilMs)];
  if (reason === 'rate_limited') return `${name} said to wait until ${until}.`;
  if (reason === 'quota_exceeded') return `${name}’s quota is used up: it is not called until ${until}.`;
  if (reason === 'dsp_unavailable') return `${name} does not answer: it is called again at ${until}.`;
  if (reason === 'grant_unconfirmed')
    return `${name} refused so many permissions at once that it must be its own fault: it is called again at ${until}.`;
  return `${name} is not called until ${until}${reason ? ` (${plain(reason)})` : ''}.`;
}

/** Which markets are due and not open, what the service says of them, and when it is asked again. */
export function closedWords(dsp: Dsp, closed: ClosedMarkets, now: number, clock: Clock): string {
  const { markets, fans, lastAnswer, nextProbeMs } = closed;
  const name = DSP_NAMES[dsp];
  const where = `Not open yet in ${namesWords(markets)} (${counted(fans, 'fan')})`;
  if (lastAnswer === null) return `${where}: ${name} has not been asked yet.`;
  const said = `${name} ${ANSWERS[lastAnswer] ?? `said “${plain(lastAnswer)}”`}`;
  if (nextProbeMs === null) return `${where}: ${said}, and is not asked any more. Give it the link or a new date.`;
  return `${where}: ${said}; asked again ${nextProbeMs <= now ? 'now' : `at ${clock(nextProbeMs)}`}.`;
}

/** How many wait, and why: "12 wait: 10 for their turn, 2 because the service said to slow down." */
export function waitsWords({ waiting, waitingBy }: ServiceProgress): string {
  const by = new Map<string, number>();
  for (const { reason, n } of waitingBy) {
    const why = WAITS[reason] ?? plain(reason);
    by.set(why, (by.get(why) ?? 0) + n);
  }
  return `${counted(waiting, 'waits', 'wait')}: ${[...by].map(([why, n]) => `${numberWords(n)} ${why}`).join(', ')}.`;
}

/** "0.4", "37", "1,200": as exact as a rate is worth saying. */
export const rateWords = (perSecond: number) =>
  numberWords(perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond));
