import { describe, expect, it } from 'vitest';
import { holdsOf } from './day-holds';
import { heardOf, overall } from './day-numbers';
import { plannedSteps } from './day-ahead';
import type { DayService, DayView } from './day-view';
import { speedWords } from './service-progress';
import { clockAt } from './use-clock';
import { stuckOf } from './day-stuck';
import { withSpeed } from './speed';
import { nextLook } from './use-live';

const NOW = Date.UTC(2026, 11, 11, 0, 10);
const HOUR = 3_600_000;

const service = (change: Partial<DayService> = {}): DayService => ({
  dsp: 'spotify',
  begun: true,
  due: 100,
  saved: 40,
  verified: 0,
  waiting: 60,
  checking: 0,
  open: 60,
  later: 0,
  reconnect: 0,
  refused: 0,
  nextMomentMs: null,
  waitingBy: [],
  closed: [],
  perSecond: 20,
  leftMs: 3_000,
  stop: null,
  ...change,
});

const view = (change: Partial<DayView> = {}): DayView => ({
  now: NOW,
  slug: 'night-drive',
  artist: 'Mira Solenne',
  title: 'Night Drive',
  phase: 'rolling',
  settled: false,
  date: 'Friday, 11 December 2026',
  isInstant: false,
  turns: [-14, 0, 12].map(hours => ({
    at: Date.UTC(2026, 11, 11) + hours * HOUR,
    territories: 1,
    names: ['Samoa'],
    fans: 0,
    saved: 0,
  })),
  services: [service()],
  linkable: ['spotify'],
  candidates: [],
  found: [],
  ahead: null,
  books: { consents: 100, saved: 40, waiting: 60, reconnect: 0, refused: 0, withdrawn: 0, expired: 0, unexplained: 0 },
  ...change,
});

describe('nextLook', () => {
  it('looks often while something waits, and in time for the next midnight', () => {
    expect(nextLook(view())).toBe(1_500);
    expect(nextLook(view({ services: [service({ open: 0 })] })), 'for a market').toBe(5_000);
    const idle = [service({ waiting: 0, open: 0 })];
    expect(nextLook(view({ services: idle }))).toBe(20_000);
    expect(nextLook(view({ services: idle, now: Date.UTC(2026, 11, 11, 11, 59, 55) }))).toBe(5_000);
    expect(nextLook(view({ services: idle, now: Date.UTC(2026, 11, 12) })), 'after the last').toBe(20_000);
    expect(nextLook(view({ phase: 'ended' }))).toBe(20_000);
  });
});

describe('the speed', () => {
  it('is said with the time left, and for the slowest service over all', () => {
    expect(speedWords(service())).toBe('20 a second, about 3 s left.');
    expect(speedWords(service({ waiting: 80 }))).toBe('20 a second, about 3 s left where it is open.');
    const both = [service(), service({ dsp: 'deezer', perSecond: 2, leftMs: 30_000 })];
    expect(overall(view({ services: both }))).toEqual({ perSecond: 22, leftMs: 30_000 });
  });

  it('is measured from look to look, and is what it was until there are two', () => {
    const first = withSpeed(view(), new Map());
    expect(first.view.services[0]).toMatchObject({ perSecond: 20, leftMs: 3_000 });
    const at = (seconds: number, saved: number) =>
      view({ now: NOW + seconds * 1_000, services: [service({ saved, open: 100 - saved, perSecond: null })] });
    const second = withSpeed(at(2, 60), first.seen);
    expect(second.view.services[0]).toMatchObject({ perSecond: 10, leftMs: 4_000 });
    const still = withSpeed(at(20, 60), second.seen);
    expect(withSpeed(at(22, 60), still.seen).view.services[0]).toMatchObject({ perSecond: null, leftMs: null });
  });

  it('is not made up', () => {
    const unknown = service({ perSecond: null, leftMs: null });
    expect(speedWords(unknown)).toMatch(/nobody can say/);
    expect(overall(view({ services: [service(), unknown] }))).toBeNull();
    expect(speedWords(service({ open: 0 }))).toBeNull();
  });
});

it('says what holds the day up, and nothing when nothing does', () => {
  const clock = () => '00:20';
  expect(holdsOf(view(), clock)).toEqual([]);
  const held = service({
    reconnect: 2,
    stop: { dsp: 'spotify', untilMs: NOW, reason: 'grant_unconfirmed' },
    waitingBy: [{ reason: 'grant_unconfirmed', n: 1 }],
  });
  expect(holdsOf(view({ services: [held] }), clock).map(({ words }) => words)).toEqual([
    'Spotify refused so many permissions at once that it must be its own fault: it is called again at 00:20.',
    'Spotify refused the permission of 1 fan. That is tried again over some hours before anybody is asked for another.',
    '2 fans on Spotify must give permission again: their pass says so.',
  ]);
});

describe('what needs a hand', () => {
  const closed = { markets: ['France'], fans: 3, lastAnswer: 'not_found', nextProbeMs: NOW };
  const words = (change: Partial<DayView>) => stuckOf(view(change)).map(stuck => stuck.words);
  it('is a service that is not asked any more, or has only what the artist refused', () => {
    expect(words({ services: [service({ closed: [closed] })] }), 'still asked').toEqual([]);
    expect(words({ services: [service({ closed: [{ ...closed, nextProbeMs: null }] })] })).toEqual([
      'Spotify did not have the release in 14 days and is not asked any more. 3 fans wait for it there.',
    ]);
    const other = [service({ closed: [{ ...closed, lastAnswer: 'other_release' }] })];
    expect(words({ services: other })[0]).toMatch(/^All that Spotify has under your code is another release/);
    const candidate = { dsp: 'spotify', uri: 'u', url: 'https://x', artist: 'A', title: 'T', markets: [] } as const;
    expect(words({ services: other, candidates: [{ ...candidate, markets: [] }] }), 'it is asked above').toEqual([]);
    expect(words({ services: other, phase: 'ended' })).toEqual([]);
  });
});

it('tells a listener the quarters and the end, and not every save', () => {
  expect(heardOf(view({ phase: 'presave' }))).toBe('');
  expect(heardOf(view({ services: [service({ saved: 0 })] }))).toBe('The release is coming out.');
  expect(heardOf(view({ services: [service({ saved: 74 })] }))).toBe('50 percent of what is due is saved.');
  expect(heardOf(view({ settled: true }))).toBe('Everything that was due is settled: 40 saved.');
});

it('plans the days before by the moments at which permissions are tried', () => {
  const first = Date.UTC(2026, 11, 10, 10);
  const steps = plannedSteps(view());
  expect(steps.map(({ at }) => at)).toEqual([
    first - 72 * HOUR,
    first - 24 * HOUR,
    first - HOUR,
    first,
    Date.UTC(2026, 11, 11, 12),
    null,
  ]);
  expect(plannedSteps(view({ isInstant: true }))).toHaveLength(5);
});

it('names the day of an instant only when it is another on the reader’s clock', () => {
  expect(clockAt(NOW, null, NOW + HOUR)).toBe('00:10');
  expect(clockAt(NOW, 'America/New_York', NOW + HOUR)).toBe('19:10');
  expect(clockAt(NOW, null, NOW - HOUR)).toBe('11 December at 00:10');
});
