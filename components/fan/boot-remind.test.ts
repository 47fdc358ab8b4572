import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { BOOT_SCRIPT, MOMENT_MARK } from './inline-scripts';

type Listener = (event: { target: unknown }) => void;

/** Runs the boot script in a stand-in for a browser in `zone`, and gives what it listens to. */
function boot(moments: unknown, zone: string): Record<string, Listener> {
  const listeners: Record<string, Listener> = {};
  const document = {
    cookie: '',
    documentElement: { setAttribute: () => undefined, removeAttribute: () => undefined },
    getElementById: () => ({ textContent: JSON.stringify(moments) }),
    addEventListener: (name: string, hear: Listener) => (listeners[name] = hear),
  };
  const intl = { DateTimeFormat: () => ({ resolvedOptions: () => ({ timeZone: zone }) }) };
  const browser = { document, Intl: intl, localStorage: { getItem: () => null }, addEventListener: () => undefined };
  runInNewContext(BOOT_SCRIPT, browser);
  return listeners;
}

const moments = { mode: 'instant', at: Date.UTC(2026, 11, 11, 18) };

it('a reminder’s form learns the zone as it is sent, although it has no channel', () => {
  const zone = { value: '' };
  boot(moments, 'Asia/Tokyo')['submit']?.({ target: { elements: { zone } } });
  expect(zone.value).toBe('Asia/Tokyo');
});

it('the reminder tells the device’s own time of the moment as it opens, and anything else that opens is left alone', () => {
  const { toggle } = boot(moments, 'Asia/Kathmandu');
  const words = { textContent: 'the last moment' };
  toggle?.({ target: { querySelector: (what: string) => (what === `[${MOMENT_MARK}]` ? words : null) } });
  expect(words.textContent).toMatch(/^Friday,? 11 December 2026.* 23:45, your time$/);
  expect(() => toggle?.({ target: { querySelector: () => null } })).not.toThrow();
});

it('without a moment the words of the server stay', () => {
  const words = { textContent: 'the last moment' };
  boot(null, '')['toggle']?.({ target: { querySelector: () => words } });
  expect(words.textContent).toBe('the last moment');
});
