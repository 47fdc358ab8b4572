import { expect, it } from 'vitest';
import { IN_APP_USER_AGENTS, OTHER_USER_AGENTS } from '../testing/user-agents';
import { deviceOf, type Device } from './device';

const EXPECTED: Record<string, Device> = {
  'Safari, iOS 18': 'phone',
  'Safari, iPad': 'desktop',
  'Chrome, Android': 'phone',
  'Firefox, Android': 'phone',
  'Samsung Internet': 'phone',
  'Chrome, Windows': 'desktop',
  'Firefox, macOS': 'desktop',
};

it.each(Object.entries(EXPECTED))('%s: %s', (name, device) =>
  expect(deviceOf(OTHER_USER_AGENTS[name] ?? '')).toBe(device),
);

it.each([
  ['Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/16H62', 'tablet'],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'tablet',
  ],
  ['', 'desktop'],
])('%s: %s', (userAgent, device) => expect(deviceOf(userAgent)).toBe(device));

it('apps’ own browsers on phones are phones', () => {
  const phones = IN_APP_USER_AGENTS.filter(
    ({ platform, userAgent }) => platform !== 'other' && !/iPad|Tablet/.test(userAgent),
  );
  expect(phones.filter(({ userAgent }) => deviceOf(userAgent) !== 'phone')).toEqual([]);
});
