import { expect, test } from 'vitest';
import { isTerritory, TERRITORIES, territoryZone, UNKNOWN_TERRITORY } from './territory-zones';
import { isZone } from './zone-clock';

test('every territory has a zone that this runtime knows', () => {
  expect(TERRITORIES.length).toBe(248);
  for (const territory of TERRITORIES) {
    expect(territory).toMatch(/^[A-Z]{2}$/);
    expect(isZone(territoryZone(territory)), territory).toBe(true);
  }
  expect(TERRITORIES).toEqual(TERRITORIES.toSorted());
});

test.each([
  ['US', 'America/New_York'],
  ['CA', 'America/Toronto'],
  ['AU', 'Australia/Sydney'],
  ['BR', 'America/Sao_Paulo'],
  ['MX', 'America/Mexico_City'],
  ['RU', 'Europe/Moscow'],
  ['ID', 'Asia/Jakarta'],
  ['KZ', 'Asia/Almaty'],
  ['ES', 'Europe/Madrid'],
  ['PT', 'Europe/Lisbon'],
  ['CL', 'America/Santiago'],
  ['EC', 'America/Guayaquil'],
  ['NZ', 'Pacific/Auckland'],
  ['CD', 'Africa/Kinshasa'],
  ['MN', 'Asia/Ulaanbaatar'],
  ['FR', 'Europe/Paris'],
  ['CN', 'Asia/Shanghai'],
  ['UA', 'Europe/Kyiv'],
  ['KI', 'Pacific/Tarawa'],
  ['PF', 'Pacific/Tahiti'],
  ['XK', 'Europe/Belgrade'],
])('%s turns in %s', (territory, zone) => {
  expect(territoryZone(territory)).toBe(zone);
});

test('what is no territory has no zone', () => {
  for (const text of [UNKNOWN_TERRITORY, 'us', 'USA', '', 'constructor', '__proto__']) {
    expect(isTerritory(text), text).toBe(false);
    expect(territoryZone(text), text).toBeNull();
  }
  expect(isTerritory(null)).toBe(false);
});
