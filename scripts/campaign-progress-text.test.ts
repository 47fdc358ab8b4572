import { describe, expect, it } from 'vitest';
import type { Progress } from '../lib/campaigns/progress';
import type { Reason } from '../lib/domain/presave-state';
import type { ServiceProgress, Stop } from '../lib/domain/progress';
import { progressLine, progressLines, reminderLines } from './campaign-progress-text';

const NOW = Date.UTC(2026, 11, 11, 0, 10);
const MINUTE = 60_000;

const service = (change: Partial<ServiceProgress> = {}): ServiceProgress => ({
  dsp: 'spotify',
  begun: true,
  due: 10_000,
  saved: 6_200,
  verified: 0,
  waiting: 3_785,
  checking: 0,
  open: 3_785,
  later: 0,
  reconnect: 12,
  refused: 3,
  nextMomentMs: null,
  waitingBy: [{ reason: 'consented', n: 3_785 }],
  closed: [],
  ...change,
});
const progress = (change: Partial<ServiceProgress> = {}, stops: Stop[] = []): Progress => ({
  now: NOW,
  services: [service(change)],
  stops,
  markets: [],
  counts: { presaves: [], steps: [] },
});
const stop = (reason: Reason | null): Stop => ({ dsp: 'spotify', untilMs: NOW + 150_000, reason });
const at = (rate: number | null) => new Map([['spotify', rate]] as const);

describe('progressLines', () => {
  it('shows share, numbers, speed and time left', () => {
    expect(progressLines(progress(), at(500))).toEqual([
      'Spotify        ██████████████░░░░░░░░░░  62.1 %   6,200 saved   3,785 waiting   12 must reconnect   3 refused',
      '  500 saves a second, 8 s left',
      '  3,785 wait: 3,785 for their turn.',
    ]);
  });

  it('adds the length of a stop to the time left, and says whose doing it is', () => {
    expect(progressLines(progress({}, [stop('rate_limited')]), at(500)).slice(1, 3)).toEqual([
      '  500 saves a second, 2 min 38 s left',
      '  Spotify said to wait until 00:12:30 UTC.',
    ]);
  });

  it.each<[Reason | null, RegExp]>([
    ['quota_exceeded', /^ {2}Spotify’s quota is used up: it is not called until 00:12:30 UTC\.$/],
    ['dsp_unavailable', /^ {2}Spotify does not answer: it is called again at 00:12:30 UTC\.$/],
    ['grant_unconfirmed', /refused so many permissions at once .* 00:12:30 UTC\.$/],
    ['worker_error', /^ {2}Spotify is not called until 00:12:30 UTC \(worker error\)\.$/],
    [null, /^ {2}Spotify is not called until 00:12:30 UTC\.$/],
  ])('says in words that it stopped for %s', (reason, words) => {
    expect(progressLines(progress({}, [stop(reason)]), at(500))[2]).toMatch(words);
  });

  it('says what is being looked for, and guesses no time for it', () => {
    const checked = { waiting: 50, open: 0, checking: 50, waitingBy: [{ reason: 'accepted', n: 50 } as const] };
    expect(progressLines(progress(checked), at(null)).slice(1)).toEqual([
      '  50 wait: 50 accepted by the service and being looked for in the library.',
    ]);
    expect(progressLines(progress({ ...checked, waiting: 60, open: 10 }), at(5))[1]).toBe(
      '  5 saves a second, 2 s left',
    );
  });

  it('does not guess when nothing was saved lately', () => {
    expect(progressLines(progress(), at(null))[1]).toBe('  time left unknown: nothing was saved lately');
    expect(progressLines(progress(), new Map())[1]).toBe('  time left unknown: nothing was saved lately');
  });

  it('puts reasons with the same words together', () => {
    const waitingBy = [
      { reason: 'consented', n: 5 },
      { reason: 'rate_limited', n: 3 },
      { reason: 'release_moved', n: 1 },
    ] as const;
    const lines = progressLines(progress({ waiting: 9, open: 9, waitingBy: [...waitingBy] }), at(1));
    expect(lines.at(-1)).toBe('  9 wait: 6 for their turn, 3 because the service said to slow down.');
  });

  it('names the markets that are not open, what the DSP said of them and when it is asked again', () => {
    const closed = [
      { markets: ['DE', 'AT'], fans: 1_200, lastAnswer: 'not_found', nextProbeMs: NOW + 5 * MINUTE },
      { markets: ['JP'], fans: 1, lastAnswer: 'not_in_market', nextProbeMs: null },
      { markets: ['NZ'], fans: 2, lastAnswer: null, nextProbeMs: NOW },
      { markets: ['GB'], fans: 2, lastAnswer: 'unavailable', nextProbeMs: NOW - 1 },
    ];
    const lines = progressLines(progress({ open: 2_580, closed }), at(500));
    expect(lines.slice(1, 6)).toEqual([
      '  500 saves a second, 6 s left for the markets that are open',
      '  Not open yet in DE, AT (1,200 fans): Spotify does not have it yet; asked again at 00:15:00 UTC.',
      '  Not open yet in JP (1 fan): Spotify has it, but not there yet, and is not asked any more. Give it the link or a new date.',
      '  Not open yet in NZ (2 fans): Spotify has not been asked yet.',
      '  Not open yet in GB (2 fans): Spotify did not answer; asked again now.',
    ]);
    expect(progressLines(progress({ open: 0, closed }), at(null))[1]).toMatch(/^ {2}Not open/);
  });

  it('tells of those whose day has not begun, and of nobody', () => {
    const later = {
      due: 0,
      saved: 0,
      waiting: 0,
      open: 0,
      later: 40,
      nextMomentMs: NOW + 24 * 60 * MINUTE,
      waitingBy: [],
    };
    expect(progressLines(progress(later), at(null))).toEqual([
      'Spotify        ░░░░░░░░░░░░░░░░░░░░░░░░   0.0 %   0 saved   0 waiting   12 must reconnect   3 refused',
      '  40 more when it is out where they are; next at 2026-12-12 00:10:00 UTC.',
    ]);
    expect(progressLines({ ...progress(), services: [] }, new Map())).toEqual(['Nobody has pre-saved yet.']);
  });
});

describe('progressLine', () => {
  it('says the same in one line', () => {
    expect(progressLine(progress({}, [stop('rate_limited')]), at(500))).toBe(
      '00:10:00 UTC  Spotify 62.1 %: 6,200 saved, 3,785 waiting, 12 must reconnect, 3 refused; 500 saves a second, 2 min 38 s left; Spotify said to wait until 00:12:30 UTC.',
    );
    expect(progressLine({ ...progress(), services: [] }, new Map())).toBe('00:10:00 UTC  nobody has pre-saved yet');
  });
});

it('reminders are never called pre-saves', () => {
  expect(reminderLines(0)).toEqual([]);
  expect(reminderLines(1)).toEqual(['1 reminder put in calendars: entries, not pre-saves.']);
  expect(reminderLines(1234)).toEqual(['1,234 reminders put in calendars: entries, not pre-saves.']);
});
