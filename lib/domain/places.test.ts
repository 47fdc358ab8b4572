import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_LIMITS } from './deployment';
import { dueDay, dueDays, fullFor, isLimited, placeFor, quotaDayAt } from './places';
import { lastMoment } from './release-moment';
import { wallClock } from './zone-clock';

const at = (iso: string) => Date.parse(iso);
const midnight = { mode: 'local-midnight', date: '2026-12-11' } as const;
const long = at('2026-11-01T00:00:00Z');
const day = (from: string, to: string) => ({ from: at(from), to: at(to) });
const THURSDAY = day('2026-12-10T08:00:00Z', '2026-12-11T08:00:00Z');
const FRIDAY = day('2026-12-11T08:00:00Z', '2026-12-12T08:00:00Z');

describe('a day of YouTube’s quota', () => {
  it.each([
    ['in winter', '2026-11-22T12:00:00Z', '2026-11-22T08:00:00Z', '2026-11-23T08:00:00Z'],
    ['in summer', '2026-07-01T06:59:59Z', '2026-06-30T07:00:00Z', '2026-07-01T07:00:00Z'],
    ['at midnight itself', '2026-11-23T08:00:00Z', '2026-11-23T08:00:00Z', '2026-11-24T08:00:00Z'],
    ['on the day clocks go back', '2026-11-02T07:30:00Z', '2026-11-01T07:00:00Z', '2026-11-02T08:00:00Z'],
    ['on the day clocks go forward', '2026-03-08T20:00:00Z', '2026-03-08T08:00:00Z', '2026-03-09T07:00:00Z'],
  ])('is California’s %s', (_when, now, from, to) => {
    expect(quotaDayAt('youtubeMusic', at(now))).toEqual(day(from, to));
  });

  it('follows on the one before, and begins at its midnight', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') }), now => {
        const today = quotaDayAt('youtubeMusic', now)!;
        expect(today.from <= now && now < today.to).toBe(true);
        expect(wallClock(today.from, 'America/Los_Angeles')).toMatchObject({ hour: 0, minute: 0, second: 0 });
        expect(quotaDayAt('youtubeMusic', today.to)?.from).toBe(today.to);
        expect(quotaDayAt('youtubeMusic', today.to - 1)).toEqual(today);
      }),
    );
  });

  it('is nobody else’s', () => {
    expect(quotaDayAt('spotify', long)).toBeNull();
    expect([dueDays('spotify', midnight, long), dueDay('spotify', midnight, 'DE', long)]).toEqual([[], null]);
  });
});

describe('when a fan is saved', () => {
  it('depends on the territory: most midnights are still Thursday in California', () => {
    for (const territory of ['NZ', 'DE', 'US'])
      expect(dueDay('youtubeMusic', midnight, territory, long)).toEqual(THURSDAY);
    for (const territory of ['PF', 'ZZ']) expect(dueDay('youtubeMusic', midnight, territory, long)).toEqual(FRIDAY);
  });

  it('is today where the release is out', () => {
    const now = at('2026-12-15T12:00:00Z');
    const today = day('2026-12-15T08:00:00Z', '2026-12-16T08:00:00Z');
    expect(dueDay('youtubeMusic', midnight, 'DE', now)).toEqual(today);
    expect(dueDays('youtubeMusic', midnight, now)).toEqual([today]);
  });

  it('is one of the days of the release, for every territory', () => {
    expect(dueDays('youtubeMusic', midnight, long)).toEqual([THURSDAY, FRIDAY]);
    expect(dueDays('youtubeMusic', midnight, FRIDAY.from)).toEqual([FRIDAY]);
    expect(lastMoment(midnight)).toBeLessThan(FRIDAY.to);
    const instant = { mode: 'instant', at: THURSDAY.to - 1 } as const;
    expect(dueDays('youtubeMusic', instant, long)).toEqual([THURSDAY]);
  });
});

describe('places', () => {
  const five = { accounts: 5, savesADay: null };
  const both = { accounts: 100, savesADay: 188 };
  const days = (thursday: number, friday: number) => [
    { day: THURSDAY, saves: thursday },
    { day: FRIDAY, saves: friday },
  ];

  it('are taken when all listed accounts have pre-saved, and come back only with one of them', () => {
    expect(fullFor('spotify', five, { accounts: 4, days: [] })).toBeNull();
    expect(fullFor('spotify', five, { accounts: 5, days: [] })).toEqual({
      dsp: 'spotify',
      why: 'accounts',
      until: null,
    });
  });

  it('are taken when one of the release’s days is full, until that day is over', () => {
    expect(fullFor('youtubeMusic', both, { accounts: 3, days: days(187, 187) })).toBeNull();
    expect(fullFor('youtubeMusic', both, { accounts: 3, days: days(188, 0) })).toMatchObject({
      why: 'day',
      until: THURSDAY.to,
    });
    expect(fullFor('youtubeMusic', both, { accounts: 3, days: days(0, 200) })).toMatchObject({ until: FRIDAY.to });
  });

  it('have no number where nothing is limited', () => {
    expect([isLimited(NO_LIMITS), isLimited(five), isLimited(both)]).toEqual([false, true, true]);
    expect(fullFor('spotify', NO_LIMITS, { accounts: 1e6, days: days(1e6, 1e6) })).toBeNull();
    expect(placeFor(NO_LIMITS, { accounts: 1e6, onDay: 1e6 })).toBe('free');
  });

  it.each([
    [{ accounts: 3, onDay: 0 }, five, 'free'],
    [{ accounts: 4, onDay: 0 }, five, 'last'],
    [{ accounts: 5, onDay: 0 }, five, 'none'],
    [{ accounts: 9, onDay: 187 }, both, 'last'],
    [{ accounts: 99, onDay: 3 }, both, 'last'],
    [{ accounts: 9, onDay: 250 }, both, 'none'],
  ] as const)('for one more, beside %o of %o: %s', (taken, limits, place) => {
    expect(placeFor(limits, taken)).toBe(place);
  });
});
