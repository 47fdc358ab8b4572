import { expect, it } from 'vitest';
import type { ServiceProgress } from './progress';
import { closedWords, rateWords, stopWords, waitsWords } from './progress-words';

const NOW = 1_000_000;
const clock = (at: number) => `${at - NOW} ms`;

it('says why a service rests, and until when on the reader’s clock', () => {
  const stop = { dsp: 'tidal', untilMs: NOW + 5, reason: 'rate_limited' } as const;
  expect(stopWords(stop, clock)).toBe('TIDAL said to wait until 5 ms.');
  expect(stopWords({ ...stop, reason: null }, clock)).toBe('TIDAL is not called until 5 ms.');
});

it('says what a service answers for markets that are due', () => {
  const closed = { markets: ['DE', 'AT'], fans: 2, lastAnswer: 'other_release', nextProbeMs: NOW + 9 };
  expect(closedWords('deezer', closed, NOW, clock)).toBe(
    'Not open yet in DE, AT (2 fans): Deezer has another release under its code; asked again at 9 ms.',
  );
  expect(closedWords('deezer', { ...closed, nextProbeMs: null }, NOW, clock)).toMatch(/Give it the link or a new date/);
  expect(closedWords('deezer', { ...closed, lastAnswer: null }, NOW, clock)).toMatch(/has not been asked yet/);
});

it('adds up the waits that are one to an artist', () => {
  const waitingBy = [
    { reason: 'consented', n: 2 },
    { reason: 'rescued', n: 1 },
    { reason: 'release_moved', n: 3 },
  ];
  expect(waitsWords({ waiting: 6, waitingBy } as ServiceProgress)).toBe(
    '6 wait: 5 for their turn, 1 for their turn again after a worker stopped.',
  );
});

it('says a slow rate exactly and a fast one roughly', () => {
  expect([0.44, 37.4, 1_200.6].map(rateWords)).toEqual(['0.4', '37', '1,201']);
});
