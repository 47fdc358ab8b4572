import { expect, it } from 'vitest';
import { IN_APP_USER_AGENTS, OTHER_USER_AGENTS } from '../testing/user-agents';
import { IN_APP_APPS, inAppBrowser, signInRefused, wayOutHref, WAYS_OUT, type WayOut } from './in-app';

it.each(IN_APP_USER_AGENTS)('$app on $platform ($from)', ({ userAgent, app, platform, way }) => {
  expect(inAppBrowser(userAgent)).toEqual({ app, platform, way });
});

it('every app has been seen, on both platforms', () => {
  for (const app of IN_APP_APPS)
    for (const platform of ['ios', 'android'])
      expect(
        IN_APP_USER_AGENTS.some(seen => seen.app === app && seen.platform === platform),
        `${app} ${platform}`,
      ).toBe(true);
});

it.each(Object.entries(OTHER_USER_AGENTS))('%s is no app’s browser', (_name, userAgent) => {
  expect(inAppBrowser(userAgent)).toBeNull();
  expect(signInRefused('youtubeMusic', userAgent)).toBe(false);
});

it('leads out with the whole address, whatever is in it', () => {
  const address = 'https://upbeat.example/night-drive?go=youtubeMusic&c=link%20in%20bio';
  const links = (Object.keys(WAYS_OUT) as WayOut[]).map(way => [way, wayOutHref(way, address)]);
  expect(Object.fromEntries(links)).toEqual({
    safari: `x-safari-${address}`,
    safariWindow: `x-safari-${address}`,
    intent: 'intent://upbeat.example/night-drive?go=youtubeMusic&c=link%20in%20bio#Intent;scheme=https;end',
    instagram: `instagram://extbrowser/?url=${encodeURIComponent(address)}`,
    threads: `barcelona://extbrowser/?url=${encodeURIComponent(address)}`,
  });
  expect(wayOutHref('intent', 'http://127.0.0.1:3000/a')).toBe('intent://127.0.0.1:3000/a#Intent;scheme=http;end');
});

it('only Google’s and Apple’s sign-in end at a wall, and only where that is certain', () => {
  for (const { userAgent, app, platform } of IN_APP_USER_AGENTS) {
    const certain = app !== 'unknown' || platform === 'android';
    expect(signInRefused('youtubeMusic', userAgent), userAgent).toBe(certain);
    expect(signInRefused('appleMusic', userAgent), userAgent).toBe(certain);
    expect(signInRefused('spotify', userAgent), userAgent).toBe(false);
  }
});

it('reads no further than any app’s own words go', () => {
  expect(inAppBrowser(`${'-'.repeat(1000)} Instagram 430.0`)).toBeNull();
});
