import { expect, it } from 'vitest';
import { EventBuffer, MOST_SEEN, MOST_TALLIES, type Place } from './buffer';

const PLACE: Place = {
  slug: 'night-drive',
  at: 0,
  channel: '',
  country: 'DE',
  device: 'phone',
  app: 'browser',
  dsp: '',
  way: '',
};
const DAY = '2026-12-11';

it('a thousand views are one line, and one visitor is one', () => {
  const buffer = new EventBuffer();
  for (let i = 0; i < 1_000; i++) buffer.add(PLACE, 'views', { mark: BigInt(i % 3), day: DAY });
  buffer.add({ ...PLACE, dsp: 'spotify' }, 'taps', null);
  const { tallies, seen, lost } = buffer.take();
  expect(tallies.map(({ views, taps, dsp }) => [views, taps, dsp])).toEqual([
    [1_000, 0, ''],
    [0, 1, 'spotify'],
  ]);
  expect(seen.map(({ mark }) => mark)).toEqual([0n, 1n, 2n]);
  expect(lost).toBe(0);
  expect(buffer.isEmpty).toBe(true);
});

it('made-up values fill the room and no more; what is lost is counted', () => {
  const buffer = new EventBuffer();
  for (let i = 0; i < MOST_SEEN + MOST_TALLIES; i++)
    buffer.add({ ...PLACE, channel: `c${i}` }, 'views', { mark: BigInt(i), day: DAY });
  expect(buffer.add(PLACE, 'views', null)).toBe(false);
  const { tallies, seen, lost } = buffer.take();
  expect([tallies.length, seen.length, lost]).toEqual([MOST_TALLIES, MOST_TALLIES, MOST_SEEN + 1]);
});

it('what could not be written is counted with what came since', () => {
  const buffer = new EventBuffer();
  buffer.add(PLACE, 'views', { mark: 1n, day: DAY });
  const batch = buffer.take();
  buffer.add(PLACE, 'views', { mark: 1n, day: DAY });
  buffer.add(PLACE, 'reminders', null);
  buffer.giveBack(batch);
  buffer.lose(4);
  const { tallies, seen, lost } = buffer.take();
  expect(tallies).toEqual([{ ...PLACE, views: 2, taps: 0, reminders: 1 }]);
  expect([seen.length, lost]).toEqual([1, 4]);
});

it('what cannot be put back for want of room is lost, event by event', () => {
  const buffer = new EventBuffer();
  for (let i = 0; i < 3; i++) buffer.add(PLACE, 'views', null);
  const batch = buffer.take();
  for (let i = 0; i < MOST_TALLIES; i++) buffer.add({ ...PLACE, channel: `c${i}` }, 'views', null);
  buffer.giveBack(batch);
  expect(buffer.take().lost).toBe(3);
});
