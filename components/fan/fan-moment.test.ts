import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { ZoneMoments } from '@/lib/domain/fan-page';
import { fanMoment } from './fan-moment';
import { BOOT_SCRIPT } from './inline-scripts';

const HOUR = 3_600_000;
const utc = Date.UTC(2026, 11, 12);
const rolling: ZoneMoments = {
  mode: 'local-midnight',
  date: '2026-12-12',
  zones: {
    [String((utc + 5 * HOUR) / 1000)]: 'America/Los_Angeles America/Chicago',
    [String((utc - HOUR) / 1000)]: 'Africa/Ceuta',
  },
  first: (utc - 13 * HOUR) / 1000,
  last: (utc + 11 * HOUR) / 1000,
};

/** The fan's moment of `rolling` in a zone whose own midnight is at `midnight`. */
const fromMidnight = (zone: string, midnight: number) =>
  fanMoment(
    rolling,
    () => zone,
    () => midnight,
  );

describe('fanMoment', () => {
  it('is the one instant wherever the fan is', () => {
    const moments = { mode: 'instant', at: utc } as const;
    const never = () => expect.unreachable('the zone does not matter');
    expect(fanMoment(moments, never, () => 0)).toBe(utc);
  });

  it('follows the territory where a zone turns with another', () => {
    expect(fromMidnight('America/Los_Angeles', utc + 8 * HOUR)).toBe(utc + 5 * HOUR);
  });

  it('does not take a part of a zone’s name for the zone', () => {
    expect(fromMidnight('America/Los', utc + HOUR)).toBe(utc + HOUR);
  });

  it('is the browser’s own midnight elsewhere', () => {
    expect(fromMidnight('Asia/Kathmandu', utc - 5.75 * HOUR)).toBe(utc - 5.75 * HOUR);
  });

  it('never comes before the first territory or after the last', () => {
    expect(fromMidnight('Pacific/Kiritimati', utc - 14 * HOUR)).toBe(utc - 13 * HOUR);
    expect(fromMidnight('Etc/GMT+12', utc + 12 * HOUR)).toBe(utc + 11 * HOUR);
  });
});

/** How often the boot script has asked Intl, which takes its time. */
let asked = 0;

/** Runs the boot script in a stand-in for a browser in `zone` at `now`, and gives what it wrote on <html>. */
function boot(moments: unknown, zone: string, now: number, midnight: number): Record<string, string> {
  const written: Record<string, string> = {};
  const root = { setAttribute: (name: string, value: string) => (written[name] = value) };
  const document = {
    documentElement: root,
    getElementById: () => ({ textContent: JSON.stringify(moments) }),
    addEventListener: () => undefined,
  };
  const clock = Object.assign(
    function () {
      return { getTime: () => midnight };
    },
    { now: () => now },
  );
  const intl = { DateTimeFormat: () => (asked++, { resolvedOptions: () => ({ timeZone: zone }) }) };
  const storage = { getItem: () => 'deezer' };
  runInNewContext(BOOT_SCRIPT, { document, Date: clock, Intl: intl, localStorage: storage });
  return written;
}

describe('BOOT_SCRIPT', () => {
  it.each([
    ['America/Chicago', utc + 6 * HOUR],
    ['Africa/Ceuta', utc],
    ['America/Los', utc + 7 * HOUR],
    ['Asia/Kathmandu', utc - 5.75 * HOUR],
    ['Pacific/Kiritimati', utc - 14 * HOUR],
    ['Etc/GMT+12', utc + 12 * HOUR],
    ['', utc + 2 * HOUR],
  ])('turns at the same moment as fanMoment in %s', (zone, midnight) => {
    for (const moments of [rolling, { mode: 'instant', at: utc } as const]) {
      const at = moments === rolling ? fromMidnight(zone, midnight) : utc;
      expect(boot(moments, zone, at - 1, midnight)['data-out']).toBe('no');
      expect(boot(moments, zone, at, midnight)['data-out']).toBe('yes');
    }
  });

  it('asks for the zone between the first and the last midnight alone', () => {
    const asks = (moments: unknown, now: number) => {
      asked = 0;
      boot(moments, 'Asia/Kathmandu', now, utc);
      return asked;
    };
    expect(asks(rolling, utc - 13 * HOUR - 1)).toBe(0);
    expect(asks(rolling, utc)).toBe(1);
    expect(asks(rolling, utc + 11 * HOUR)).toBe(0);
    expect(asks({ mode: 'instant', at: utc }, utc)).toBe(0);
  });

  it('recalls the last choice, and says nothing of time when the data is broken', () => {
    expect(boot(null, 'Asia/Kathmandu', 0, 0)).toEqual({ 'data-dsp': 'deezer' });
  });
});
