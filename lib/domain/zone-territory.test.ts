import { expect, test } from 'vitest';
import { isTerritory, TERRITORIES, territoryZone } from './territory-zones';
import { isZone, wallClock } from './zone-clock';
import { KNOWN_ZONES, territoryOfZone } from './zone-territory';

test('every zone of this runtime that lies in a country has its territory', () => {
  const placeless = /^(UTC|GMT|Etc\/.*|EST|MST|CET|MET|EET|WET)$/;
  const missing = Intl.supportedValuesOf('timeZone').filter(
    zone => !placeless.test(zone) && territoryOfZone(zone) === null,
  );
  expect(missing).toEqual([]);
});

test('a territory’s own zone leads back to it', () => {
  // Kosovo has no zone of its own.
  for (const territory of TERRITORIES.filter(t => t !== 'XK')) {
    expect(territoryOfZone(territoryZone(territory) ?? '')).toBe(territory);
  }
});

test.each([
  ['Asia/Calcutta', 'IN'],
  ['Asia/Kolkata', 'IN'],
  ['Europe/Kiev', 'UA'],
  ['Europe/Kyiv', 'UA'],
  ['America/Buenos_Aires', 'AR'],
  ['America/Argentina/Ushuaia', 'AR'],
  ['Asia/Saigon', 'VN'],
  ['Asia/Katmandu', 'NP'],
  ['Asia/Rangoon', 'MM'],
  ['America/Godthab', 'GL'],
  ['US/Eastern', 'US'],
  ['US/Pacific', 'US'],
  ['America/Los_Angeles', 'US'],
  ['Pacific/Honolulu', 'US'],
  ['America/Puerto_Rico', 'PR'],
  ['Pacific/Kiritimati', 'KI'],
  ['Atlantic/Canary', 'ES'],
  ['Iceland', 'IS'],
  ['Africa/Asmera', 'ER'],
  ['Pacific/Ponape', 'FM'],
  ['Arctic/Longyearbyen', 'SJ'],
  ['Europe/Belgrade', 'RS'],
  ['GB', 'GB'],
  ['UTC', null],
  ['Etc/GMT+5', null],
  ['CET', null],
  ['Mars/Olympus', null],
  ['constructor', null],
  ['', null],
])('%s is in %s', (zone, territory) => {
  expect(territoryOfZone(zone)).toBe(territory);
});

test('every known zone is real, and an older name tells the time of the zone it stands for', () => {
  const instants = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15), Date.UTC(2031, 3, 1)];
  for (const { zone, territory, clock } of KNOWN_ZONES) {
    expect(isZone(zone), zone).toBe(true);
    expect(territory === null || isTerritory(territory), zone).toBe(true);
    for (const at of instants) expect(wallClock(at, zone), zone).toEqual(wallClock(at, clock));
  }
});

test('no zone is named twice', () => {
  expect(new Set(KNOWN_ZONES.map(known => known.zone)).size).toBe(KNOWN_ZONES.length);
});
