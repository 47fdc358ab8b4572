import type { Progress } from '../lib/campaigns/progress';
import { DSP_NAMES, type Dsp } from '../lib/domain/dsp';
import { counted, durationWords, numberWords } from '../lib/domain/number-words';
import type { ServiceProgress, Stop } from '../lib/domain/progress';
import { closedWords, rateWords, stopWords, waitsWords } from '../lib/domain/progress-words';
import { timeLeft } from '../lib/domain/rate';
import { barOf, clockWords, percent } from './campaign-numbers';

/** Saves per second by service; one that is missing or null cannot be told. */
export type Rates = ReadonlyMap<Dsp, number | null>;

/** How fast and how much longer; the stop of the service is part of it. */
function speedWords(service: ServiceProgress, stop: Stop | undefined, rate: number | null, now: number): string {
  const speed = rate === null ? '' : `${rateWords(rate)} saves a second`;
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
  const clock = (at: number) => clockWords(at, now);
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
    ...(stop ? [`  ${stopWords(stop, clock)}`] : []),
    ...service.closed.map(closed => `  ${closedWords(dsp, closed, now, clock)}`),
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
    return [
      `${share}: ${numbers}`,
      ...(speed ? [speed] : []),
      ...(stop ? [stopWords(stop, at => clockWords(at, progress.now))] : []),
    ].join('; ');
  });
  return [clockWords(progress.now, progress.now), ...(parts.length > 0 ? parts : ['nobody has pre-saved yet'])].join(
    '  ',
  );
}
