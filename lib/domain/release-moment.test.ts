import * as fc from 'fast-check';
import { IANAZone } from 'luxon';
import { expect, test } from 'vitest';
import type { Release } from './release';
import {
  firstMoment,
  isReleaseDate,
  lastMoment,
  momentsByZone,
  nextMoment,
  releaseMoment,
  startOfDay,
} from './release-moment';
import { TERRITORIES, territoryZone, UNKNOWN_TERRITORY } from './territory-zones';
import { territoryOfZone } from './zone-territory';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const QUARTER = HOUR / 4;
const [FROM, TO] = [Date.UTC(2015, 0, 1), Date.UTC(2037, 11, 31)];

const midnight = (date: string): Release => ({ mode: 'local-midnight', date });
const dateOfDay = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
const zoneOf = (territory: string) => territoryZone(territory) ?? 'UTC';

/** Shorter than Morocco's Ramadan pause, the briefest time between two turns. */
const STEP = 21 * DAY;

/** The calendar day that luxon, the independent reference, sees in a zone, in days since 1970. */
const luxonDay = (zone: IANAZone, at: number) => Math.floor((at + zone.offset(at) * 60_000) / DAY);

/** Empty when `at` is the first instant of `day`; clocks turn on quarter hours in these years. */
function fault(day: number, zone: IANAZone, at: number): string {
  if (luxonDay(zone, at) < day) return 'too early';
  if (luxonDay(zone, at - 1000) >= day) return 'too late';
  for (let back = at - HOUR / 2; back > at - 3 * HOUR; back -= HOUR / 2) {
    if (luxonDay(zone, back) >= day) return 'not the first of two';
  }
  return '';
}

// Thousands of look-ups in Intl: half a second alone, several beside a busy database suite.
const ROOM = { timeout: 30_000 };

test('any territory on any date turns at its first instant of that date', ROOM, () => {
  const day = fc.integer({ min: FROM / DAY, max: TO / DAY });
  fc.assert(
    fc.property(day, fc.constantFrom(...TERRITORIES), (d, territory) => {
      const zone = IANAZone.create(zoneOf(territory));
      expect(fault(d, zone, startOfDay(dateOfDay(d), zone.name))).toBe('');
    }),
    { numRuns: 3000 },
  );
});

/** The turns of a zone's clocks from 2015 to 2028; later years repeat the rules. */
function turnsOf(zone: IANAZone): { at: number; key: string }[] {
  const steps = Math.ceil((Date.UTC(2029, 0, 1) - FROM) / STEP);
  const samples = (every: number) =>
    Array.from({ length: Math.ceil(steps / every) + 1 }, (_, i) => FROM + i * every * STEP);
  // Most zones never turn, and four looks a year are enough to know it.
  if (samples(4).every(at => zone.offset(at) === zone.offset(FROM))) return [];
  return samples(1).flatMap(start => {
    let [low, high] = [start, start + STEP];
    const [before, after] = [zone.offset(low), zone.offset(high)];
    if (before === after) return [];
    while (high - low > QUARTER) {
      const middle = low + Math.floor((high - low) / 2 / QUARTER) * QUARTER;
      if (zone.offset(middle) === before) low = middle;
      else high = middle;
    }
    return [{ at: high, key: `${high} ${before} ${after}` }];
  });
}

test('so it does around every turn of the clocks in every territory', ROOM, () => {
  const seen = new Set<string>();
  const faults: string[] = [];
  for (const name of new Set(TERRITORIES.map(zoneOf))) {
    const zone = IANAZone.create(name);
    // Zones that turn at one instant from and to the same offsets are one case.
    for (const { at } of turnsOf(zone).filter(({ key }) => !seen.has(key) && seen.add(key))) {
      const local = luxonDay(zone, at);
      for (const day of [local - 1, local, local + 1]) {
        const what = fault(day, zone, startOfDay(dateOfDay(day), name));
        if (what) faults.push(`${name} ${dateOfDay(day)}: ${what}`);
      }
    }
  }
  expect(faults).toEqual([]);
  expect(seen.size).toBeGreaterThan(400);
});

// Expected values from the tz database's own source, not from a library.
test.each([
  ['an ordinary day', '2026-12-11', 'Europe/Berlin', '2026-12-10T23:00:00Z'],
  ['three quarters of an hour', '2026-12-11', 'Asia/Kathmandu', '2026-12-10T18:15:00Z'],
  ['a skipped midnight in Sao Paulo', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['a skipped midnight in Beirut', '2021-03-28', 'Asia/Beirut', '2021-03-27T22:00:00Z'],
  ['a skipped midnight in Cairo', '2023-04-28', 'Africa/Cairo', '2023-04-27T22:00:00Z'],
  ['a skipped midnight in Santiago', '2024-09-08', 'America/Santiago', '2024-09-08T04:00:00Z'],
  ['a skipped midnight in Havana', '2024-03-10', 'America/Havana', '2024-03-10T05:00:00Z'],
  ['a skipped midnight in Asuncion', '2023-10-01', 'America/Asuncion', '2023-10-01T04:00:00Z'],
  ['23:00 twice before midnight in Cairo', '2023-10-27', 'Africa/Cairo', '2023-10-26T22:00:00Z'],
  ['23:00 twice before midnight in Asuncion', '2024-03-24', 'America/Asuncion', '2024-03-24T04:00:00Z'],
  ['midnight twice in Havana: the first', '2024-11-03', 'America/Havana', '2024-11-03T04:00:00Z'],
  ['one minute of the day, then 23:01 again: the first', '2010-11-07', 'America/St_Johns', '2010-11-07T02:30:00Z'],
  ['a whole day skipped in Apia', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['the day after it', '2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['the day before it', '2011-12-29', 'Pacific/Apia', '2011-12-29T10:00:00Z'],
  ['a whole day skipped in Fakaofo', '2011-12-30', 'Pacific/Fakaofo', '2011-12-30T11:00:00Z'],
])('%s', (_, date, zone, expected) => {
  expect(startOfDay(date, zone)).toBe(Date.parse(expected));
});

test('a bad date or zone is a bug and throws', () => {
  expect(() => startOfDay('2026-02-30', 'UTC')).toThrow(RangeError);
  expect(() => startOfDay('2026-12-11', 'Mars/Olympus')).toThrow(RangeError);
});

test.each(['2000-01-01', '2024-02-29', '2026-12-31', '2100-12-31'])('%s is a release date', text => {
  expect(isReleaseDate(text)).toBe(true);
});

test.each([
  '1999-12-31',
  '2101-01-01',
  '2026-02-29',
  '2100-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '2026-1-1',
  '11.12.2026',
  '2026-12-11T00:00',
  ' 2026-12-11',
  '',
])('“%s” is no release date', text => {
  expect(isReleaseDate(text)).toBe(false);
});

test('a release rolls from the first territory to the last in 24 to 26 hours', () => {
  const december = midnight('2026-12-11');
  expect(firstMoment(december)).toBe(Date.parse('2026-12-10T11:00:00Z'));
  expect(lastMoment(december)).toBe(Date.parse('2026-12-11T11:00:00Z'));
  expect(firstMoment(midnight('2026-06-12'))).toBe(Date.parse('2026-06-11T11:00:00Z'));
  for (const territory of TERRITORIES) {
    expect(releaseMoment(december, territory)).toBeGreaterThanOrEqual(firstMoment(december));
    expect(releaseMoment(december, territory)).toBeLessThanOrEqual(lastMoment(december));
  }
});

test('the United States turn at New York’s midnight', () => {
  expect(releaseMoment(midnight('2026-12-11'), 'US')).toBe(Date.parse('2026-12-11T05:00:00Z'));
});

test('an unknown territory turns last', () => {
  const release = midnight('2026-12-11');
  for (const territory of [UNKNOWN_TERRITORY, 'QQ', '', 'us']) {
    expect(releaseMoment(release, territory)).toBe(lastMoment(release));
  }
});

test('one instant is the same everywhere', () => {
  const release: Release = { mode: 'instant', at: Date.UTC(2026, 11, 11, 18) };
  expect(firstMoment(release)).toBe(release.at);
  expect(lastMoment(release)).toBe(release.at);
  expect(releaseMoment(release, 'JP')).toBe(release.at);
  expect(momentsByZone(release)).toEqual({ mode: 'instant', at: release.at });
});

test('a browser of any zone reads the moment of its territory from the page', () => {
  const zones = [
    ...Intl.supportedValuesOf('timeZone'),
    'UTC',
    'Etc/GMT+5',
    'US/Pacific',
    'Asia/Calcutta',
    'Europe/Kiev',
  ];
  for (const date of ['2026-12-11', '2026-03-27', '2027-04-04', '2011-12-30']) {
    const moments = momentsByZone(midnight(date));
    if (moments.mode === 'instant') throw new Error('a local midnight became an instant');
    const named = new Map(
      Object.entries(moments.zones).flatMap(([at, names]) => names.split(' ').map(name => [name, Number(at)] as const)),
    );
    for (const zone of zones) {
      const seen = named.get(zone) ?? startOfDay(date, zone) / 1000;
      expect(seen * 1000, `${zone} ${date}`).toBe(
        releaseMoment(midnight(date), territoryOfZone(zone) ?? UNKNOWN_TERRITORY),
      );
    }
    expect(moments).toMatchObject({
      date,
      first: firstMoment(midnight(date)) / 1000,
      last: lastMoment(midnight(date)) / 1000,
    });
  }
});

test('zones that turn at their own midnight are not named, so the page stays small', () => {
  const text = JSON.stringify(momentsByZone(midnight('2026-12-11')));
  expect(text).not.toContain('New_York');
  expect(text).not.toContain('Europe/Berlin');
  expect(text).toContain('America/Los_Angeles');
  expect(text.length).toBeLessThan(4000);
});

test('more dates than are remembered are still right', () => {
  const moments = Array.from({ length: 140 }, (_, i) => firstMoment(midnight(dateOfDay(FROM / DAY + i))));
  expect(firstMoment(midnight('2015-01-01'))).toBe(moments[0]);
  expect(moments).toEqual(moments.toSorted((a, b) => a - b));
});

test('the next moment is the first that is still ahead, one territory after the other, until all have turned', () => {
  const release = midnight('2026-12-11');
  const moments = [...new Set(TERRITORIES.map(territory => releaseMoment(release, territory)))].toSorted(
    (a, b) => a - b,
  );
  const walked: number[] = [];
  for (let at = nextMoment(release, 0); at !== null; at = nextMoment(release, at)) walked.push(at);
  expect(walked).toEqual(moments);
  expect(nextMoment(release, lastMoment(release) - 1)).toBe(lastMoment(release));
  expect(nextMoment({ mode: 'instant', at: 1_000 }, 999)).toBe(1_000);
  expect(nextMoment({ mode: 'instant', at: 1_000 }, 1_000)).toBeNull();
});

test('a page is told of a zone only where it does not turn at its own midnight', () => {
  const moments = momentsByZone(midnight('2026-12-11'));
  if (moments.mode !== 'local-midnight') return expect.unreachable();
  for (const [at, names] of Object.entries(moments.zones))
    for (const zone of names.split(' ')) {
      expect(IANAZone.isValidZone(zone), zone).toBe(true);
      expect(startOfDay('2026-12-11', zone) / 1000, zone).not.toBe(Number(at));
    }
});
