import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import {
  googleCalendarUrl,
  placedZone,
  reminderFeedUrl,
  reminderMoment,
  reminderOf,
  reminderOffer,
  reminderState,
  subscribeUrl,
  type ReminderSubject,
} from './reminder';

const DAY = 86_400_000;
const now = Date.UTC(2026, 10, 23);
const campaign: ReminderSubject = {
  id: '0f0e0d0c-0000-4000-8000-000000000001',
  slug: 'night-drive',
  artist: 'Mira Solenne',
  title: 'Night Drive',
  release: { mode: 'local-midnight', date: '2026-12-11' },
  releaseRevision: 3,
  updatedAt: now - DAY,
  publishedAt: now - DAY,
  endedAt: null,
  turnedPhase: 'presave',
};
const app = 'https://upbeat.example';
const midnight = (zone: string) => DateTime.fromISO('2026-12-11', { zone }).toMillis();

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['Asia/Kathmandu', 'Asia/Kathmandu'],
  // the United States turn at New York's midnight
  ['America/Los_Angeles', 'America/New_York'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
])('a fan in %s is reminded at midnight of %s', (zone, clock) => {
  expect(reminderMoment(campaign.release, placedZone(zone))).toBe(midnight(clock));
});

it.each([null, '', 'UTC', 'Mars/Olympus', '+05:30', 'https://evil.example', 'Europe/Berlin\r\nX: y'])(
  'the zone %j is nobody’s, and its reminder comes when the release is out everywhere',
  zone => {
    expect(placedZone(zone)).toBeNull();
    expect(reminderMoment(campaign.release, null)).toBe(midnight('Etc/GMT+11'));
  },
);

it('one instant is the same for everyone', () => {
  for (const zone of [null, 'Asia/Tokyo']) expect(reminderMoment({ mode: 'instant', at: now }, zone)).toBe(now);
});

it('a moved date keeps the entry’s name and raises its revision; zones of one territory share it', () => {
  const moved: ReminderSubject = { ...campaign, release: { mode: 'instant', at: now + DAY }, releaseRevision: 4 };
  const [before, after] = [campaign, moved].map(c => reminderOf(c, 'America/Los_Angeles', app));
  expect(after?.uid).toBe(before?.uid);
  expect([before?.revision, after?.revision]).toEqual([3, 4]);
  expect(reminderOf(campaign, 'America/New_York', app).uid).toBe(before?.uid);
  expect(reminderOf(campaign, 'Europe/Berlin', app).uid).not.toBe(before?.uid);
});

it('is offered until the fan’s own moment, and not by a campaign that was called off', () => {
  const state = (change: Partial<ReminderSubject>, zone: string | null = 'Asia/Tokyo', at = now) =>
    reminderState({ ...campaign, ...change }, zone, at);
  expect(state({})).toBe('offered');
  expect(state({}, 'Asia/Tokyo', midnight('Asia/Tokyo') - 1)).toBe('offered');
  expect(state({}, 'Asia/Tokyo', midnight('Asia/Tokyo'))).toBe('out');
  expect(state({}, 'Europe/Berlin', midnight('Asia/Tokyo'))).toBe('offered');
  expect(state({ endedAt: now - 1 })).toBe('cancelled');
  expect(state({ endedAt: now + 30 * DAY }, null, now + 40 * DAY), 'an end after the release').toBe('out');
  expect(state({ publishedAt: null })).toBe('cancelled');
  expect(state({ publishedAt: null, turnedPhase: 'draft' }), 'was never public').toBe('hidden');
});

it('names stand on one line and cannot turn the sentence around', () => {
  const { summary } = reminderOf({ ...campaign, title: 'كيفك\r\n إنت\u202e', artist: 'A\tB' }, null, app);
  expect(summary).toBe('\u2068كيفك إنت\u2069 by A B is out');
});

it('Google gets the same moment, in an address it takes', () => {
  const url = new URL(googleCalendarUrl(reminderOf(campaign, 'Europe/Berlin', app)));
  expect([url.origin, url.pathname]).toEqual(['https://calendar.google.com', '/calendar/render']);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    action: 'TEMPLATE',
    text: 'Night Drive by Mira Solenne is out',
    dates: '20261210T230000Z/20261210T231500Z',
    ctz: 'Europe/Berlin',
  });
  expect(url.searchParams.get('details')).toContain(`${app}/night-drive`);
  for (const title of ['😀'.repeat(300), '👨‍👩‍👧‍👦'.repeat(40), 'e\u0301'.repeat(150), 'Ü, '.repeat(100)]) {
    const long = googleCalendarUrl(reminderOf({ ...campaign, title, artist: title }, null, app));
    expect(long.length).toBeLessThan(8_000);
    expect(new URL(long).searchParams.get('text')).not.toContain('\ufffd');
  }
});

it('subscribing begins where the device can', () => {
  const feed = reminderFeedUrl('night-drive', 'America/New_York', app);
  expect(feed).toBe(`${app}/api/reminder/night-drive/calendar.ics?zone=America%2FNew_York`);
  expect(subscribeUrl(feed, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1)')).toBe(feed.replace('https', 'webcal'));
  const google = new URL(subscribeUrl(feed, 'Mozilla/5.0 (Linux; Android 15)'));
  expect([google.host, google.searchParams.get('cid')]).toEqual([
    'calendar.google.com',
    feed.replace('https', 'webcal'),
  ]);
});

it('is the best on the page where services have links at most', () => {
  const link = { dsp: 'deezer', name: '', label: '', promise: '', action: { mode: 'opens', href: '' } } as const;
  const own = { ...link, action: { mode: 'service-presave', href: '' } } as const;
  const best = (...buttons: (typeof link | typeof own)[]) => reminderOffer('x', campaign.release, buttons).best;
  expect([best(), best(link), best(link, own)]).toEqual([true, true, false]);
  expect(reminderOffer('x', campaign.release, []).latestWords).toBe(
    'Friday, 11 December 2026 at 11:00 UTC, when it is out everywhere',
  );
});
