import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextPhaseChange, phaseAt, type Phase, type Schedule } from './phase';
import type { Release } from './release';
import { firstMoment, lastMoment } from './release-moment';

const release: Release = { mode: 'local-midnight', date: '2026-12-11' };
const DAY = 86_400_000;
const at = (text: string) => Date.parse(text);
const FIRST = at('2026-12-10T11:00:00Z');
const LAST = at('2026-12-11T11:00:00Z');
const PUBLISHED = at('2026-11-20T09:00:00Z');
const ENDED = at('2027-03-01T00:00:00Z');
const schedule = (more: Partial<Schedule> = {}): Schedule => ({
  release,
  publishedAt: PUBLISHED,
  endedAt: null,
  ...more,
});

describe('a release at local midnight', () => {
  test.each<[string, Schedule, number, Phase, number | null]>([
    ['never published', schedule({ publishedAt: null }), LAST, 'draft', null],
    ['published later', schedule(), PUBLISHED - 1, 'draft', PUBLISHED],
    ['from publication', schedule(), PUBLISHED, 'presave', FIRST],
    ['to the last ms before the first midnight', schedule(), FIRST - 1, 'presave', FIRST],
    ['at the first midnight', schedule(), FIRST, 'rolling', LAST],
    ['to the last ms before the last midnight', schedule(), LAST - 1, 'rolling', LAST],
    ['at the last midnight', schedule(), LAST, 'live', null],
    ['before its end', schedule({ endedAt: ENDED }), ENDED - 1, 'live', ENDED],
    ['at its end', schedule({ endedAt: ENDED }), ENDED, 'ended', null],
    ['ended while it rolls', schedule({ endedAt: FIRST + 5 }), FIRST, 'rolling', FIRST + 5],
    ['ended before the release', schedule({ endedAt: FIRST - 5 }), FIRST, 'ended', null],
    ['published after the release', schedule({ publishedAt: LAST + 5 }), LAST + 5, 'live', null],
  ])('%s', (_, campaign, now, phase, next) => {
    expect(phaseAt(campaign, now)).toBe(phase);
    expect(nextPhaseChange(campaign, now)).toBe(next);
  });
});

test('a release at one instant never rolls', () => {
  const instant = at('2026-12-11T18:00:00Z');
  const campaign = schedule({ release: { mode: 'instant', at: instant } });
  expect(phaseAt(campaign, instant - 1)).toBe('presave');
  expect(nextPhaseChange(campaign, instant - 1)).toBe(instant);
  expect(phaseAt(campaign, instant)).toBe('live');
  expect(nextPhaseChange(campaign, instant)).toBeNull();
});

test('between two changes the phase stays, and phases only move on', () => {
  const order: Phase[] = ['draft', 'presave', 'rolling', 'live', 'ended'];
  const time = fc.integer({ min: FIRST - 5 * DAY, max: LAST + 5 * DAY });
  fc.assert(
    fc.property(time, time, fc.option(fc.nat(10 * DAY)), fc.nat(10 * DAY), (now, publishedAt, life, wait) => {
      const campaign = { release, publishedAt, endedAt: life === null ? null : publishedAt + life };
      const next = nextPhaseChange(campaign, now) ?? Infinity;
      const phase = phaseAt(campaign, now);
      expect(order.indexOf(phaseAt(campaign, now + wait))).toBeGreaterThanOrEqual(order.indexOf(phase));
      expect(phaseAt(campaign, Math.min(now + wait, next - 1))).toBe(phase);
    }),
  );
});

test('a moved date moves the phase', () => {
  const moved: Release = { mode: 'local-midnight', date: '2026-12-18' };
  expect(phaseAt(schedule({ release: moved }), FIRST)).toBe('presave');
  expect(firstMoment(moved) - FIRST).toBe(7 * DAY);
  expect(lastMoment(moved) - LAST).toBe(7 * DAY);
});
