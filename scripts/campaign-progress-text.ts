import type { ClosedMarkets, ServiceProgress } from '../lib/campaigns/progress-sums';
import type { Progress, Stop } from '../lib/campaigns/progress';
import { timeLeft } from '../lib/campaigns/rate';
import { DSP_NAMES, type Dsp } from '../lib/domain/dsp';
import type { Reason } from '../lib/domain/presave-state';
import { barOf, clockWords, counted, durationWords, namesWords, numberWords, percent } from './campaign-numbers';

/** Saves per second by service; one that is missing or null cannot be told. */
export type Rates = ReadonlyMap<Dsp, number | null>;

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

function stopWords({ dsp, untilMs, reason }: Stop, now: number): string {
  const [name, until] = [DSP_NAMES[dsp], clockWords(untilMs, now)];
  if (reason === 'rate_limited') return `${name} said to wait until ${until}.`;
  if (reason === 'quota_exceeded') return `${name}’s quota is used up: it is not called until ${until}.`;
  if (reason === 'dsp_unavailable') return `${name} does not answer: it is called again at ${until}.`;
  if (reason === 'grant_unconfirmed')
    return `${name} refused so many permissions at once that it must be its own fault: it is called again at ${until}.`;
  return `${name} is not called until ${until}${reason ? ` (${plain(reason)})` : ''}.`;
}

function closedWords(dsp: Dsp, { markets, fans, lastAnswer, nextProbeMs }: ClosedMarkets, now: number): string {
  const name = DSP_NAMES[dsp];
  const where = `Not open yet in ${namesWords(markets)} (${counted(fans, 'fan')})`;
  if (lastAnswer === null) return `${where}: ${name} has not been asked yet.`;
  const said = `${name} ${ANSWERS[lastAnswer] ?? `said “${plain(lastAnswer)}”`}`;
  if (nextProbeMs === null) return `${where}: ${said}, and is not asked any more. Give it the link or a new date.`;
  return `${where}: ${said}; asked again ${nextProbeMs <= now ? 'now' : `at ${clockWords(nextProbeMs, now)}`}.`;
}

function waitsWords({ waiting, waitingBy }: ServiceProgress): string {
  const by = new Map<string, number>();
  for (const { reason, n } of waitingBy)
    by.set(WAITS[reason] ?? plain(reason), (by.get(WAITS[reason] ?? plain(reason)) ?? 0) + n);
  return `${counted(waiting, 'waits', 'wait')}: ${[...by].map(([why, n]) => `${numberWords(n)} ${why}`).join(', ')}.`;
}

/** How fast and how much longer; the stop of the service is part of it. */
function speedWords(service: ServiceProgress, stop: Stop | undefined, rate: number | null, now: number): string {
  const speed =
    rate === null ? '' : `${numberWords(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))} saves a second`;
  const left = timeLeft(service.open, rate, stop ? stop.untilMs - now : 0);
  const forOpen = service.waiting - service.checking > service.open ? ' for the markets that are open' : '';
  const time = left === null ? 'time left unknown: nothing was saved lately' : `${durationWords(left)} left${forOpen}`;
  return [...(speed ? [speed] : []), ...(service.open > 0 ? [time] : [])].join(', ');
}

const stopOf = (progress: Progress, dsp: Dsp) => progress.stops.find(stop => stop.dsp === dsp);

function serviceLines(progress: Progress, service: ServiceProgress, rate: number | null): string[] {
  const { now } = progress;
  const { dsp, due, saved, waiting, later, reconnect, refused, nextMomentMs } = service;
  const stop = stopOf(progress, dsp);
  const numbers = [
    `${numberWords(saved)} saved`,
    `${numberWords(waiting)} waiting`,
    `${numberWords(reconnect)} must reconnect`,
    `${numberWords(refused)} refused`,
  ];
  const speed = waiting > service.checking ? speedWords(service, stop, rate, now) : '';
  return [
    `${DSP_NAMES[dsp].padEnd(14)} ${barOf(due - waiting, due)} ${percent(due - waiting, due).padStart(7)}   ${numbers.join('   ')}`,
    ...(speed ? [`  ${speed}`] : []),
    ...(stop ? [`  ${stopWords(stop, now)}`] : []),
    ...service.closed.map(closed => `  ${closedWords(dsp, closed, now)}`),
    ...(waiting > 0 ? [`  ${waitsWords(service)}`] : []),
    ...(later > 0 && nextMomentMs !== null
      ? [`  ${numberWords(later)} more when it is out where they are; next at ${clockWords(nextMomentMs, now)}.`]
      : []),
  ];
}

/** How far a release day has come, as the lines of a terminal. */
export function progressLines(progress: Progress, rates: Rates): string[] {
  if (progress.services.length === 0) return ['Nobody has pre-saved yet.'];
  return progress.services.flatMap(service => serviceLines(progress, service, rates.get(service.dsp) ?? null));
}

/** How many reminders were taken, so that nobody takes them for pre-saves; no line when there are none. */
export function reminderLines(taken: number): string[] {
  return taken > 0 ? [`${counted(taken, 'reminder')} put in calendars: entries, not pre-saves.`] : [];
}

/** The same in one line, for a log. */
export function progressLine(progress: Progress, rates: Rates): string {
  const parts = progress.services.map(service => {
    const { dsp, due, saved, waiting, checking, reconnect, refused } = service;
    const stop = stopOf(progress, dsp);
    const speed = waiting > checking ? speedWords(service, stop, rates.get(dsp) ?? null, progress.now) : '';
    const share = `${DSP_NAMES[dsp]} ${percent(due - waiting, due)}`;
    const numbers = `${numberWords(saved)} saved, ${numberWords(waiting)} waiting, ${numberWords(reconnect)} must reconnect, ${numberWords(refused)} refused`;
    return [`${share}: ${numbers}`, ...(speed ? [speed] : []), ...(stop ? [stopWords(stop, progress.now)] : [])].join(
      '; ',
    );
  });
  return [clockWords(progress.now, progress.now), ...(parts.length > 0 ? parts : ['nobody has pre-saved yet'])].join(
    '  ',
  );
}
