import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { reminderOf, type ReminderSubject } from '../domain/reminder';
import { reminderCalendar } from './reminder-calendar';

const subject: ReminderSubject = {
  id: 'c1',
  slug: 'night-drive',
  artist: 'Mira Solenne',
  title: 'Night Drive',
  release: { mode: 'instant', at: Date.UTC(2026, 11, 11, 18) },
  releaseRevision: 2,
  updatedAt: Date.UTC(2026, 10, 23, 1, 2, 3),
  publishedAt: 0,
  endedAt: null,
  turnedPhase: 'presave',
};

function written(change: Partial<ReminderSubject> = {}, options = { follows: false, cancelled: false }) {
  const reminder = reminderOf({ ...subject, ...change }, 'Europe/Berlin', 'https://upbeat.example');
  const text = reminderCalendar(reminder, options);
  const calendar = new ICAL.Component(ICAL.parse(text) as never[]);
  const [event, ...more] = calendar.getAllSubcomponents('vevent');
  if (!event || more.length > 0) throw new Error('not one event');
  const value = (name: string) => event.getFirstPropertyValue(name)?.toString();
  return { text, reminder, calendar, event, value };
}

it('says what a calendar needs to know', () => {
  const { calendar, event, value } = written();
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  expect([value('dtstart'), value('dtend'), value('dtstamp')]).toEqual([
    '2026-12-11T18:00:00Z',
    '2026-12-11T18:15:00Z',
    '2026-11-23T01:02:03Z',
  ]);
  expect([value('uid'), value('sequence'), value('status'), value('transp')]).toEqual([
    'c1-de@upbeat.example',
    '2',
    'CONFIRMED',
    'TRANSPARENT',
  ]);
  expect(value('url')).toBe('https://upbeat.example/night-drive');
  expect(value('description')).toContain('https://upbeat.example/night-drive');
  const alarm = event.getFirstSubcomponent('valarm');
  expect(alarm?.getFirstPropertyValue('action')).toBe('DISPLAY');
  expect(alarm?.getFirstPropertyValue('trigger')?.toString()).toBe('PT0S');
});

it.each([
  ['commas and semicolons', 'One, two; three\\four: "five"'.repeat(8)],
  ['markup', '<b onclick="x">&amp;</b> END:VEVENT'],
  ['new lines', 'A\r\nEND:VCALENDAR\nBEGIN:VEVENT\u2028B'],
  ['right to left', 'كيفك إنت، يا حبيبي '.repeat(9)],
  ['emoji', '👨‍👩‍👧‍👦💿🔥'.repeat(20)],
  ['three hundred letters', 'Ü'.repeat(300)],
])('a title with %s arrives whole, on lines of 75 octets that cut no letter', (_name, title) => {
  const { text, value, reminder } = written({ title, artist: title });
  expect(value('summary')).toBe(reminder.summary);
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/\p{Surrogate}/u);
  }
});

it('only a calendar that follows is named and looked at again, and the same campaign is the same text', () => {
  const { text } = written();
  expect(text).not.toMatch(/REFRESH-INTERVAL|X-WR-CALNAME/);
  const feed = written({}, { follows: true, cancelled: false });
  expect(feed.text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT6H');
  expect(feed.calendar.getFirstPropertyValue('x-wr-calname')).toBe('Night Drive by Mira Solenne is out');
  expect(written({}, { follows: true, cancelled: false }).text).toBe(feed.text);
  expect(feed.value('uid')).toBe(written().value('uid'));
});

it('a campaign that was called off takes its entry back, and its alarm', () => {
  const { value, event } = written({}, { follows: true, cancelled: true });
  expect(value('status')).toBe('CANCELLED');
  expect(event.getAllSubcomponents('valarm')).toEqual([]);
});
