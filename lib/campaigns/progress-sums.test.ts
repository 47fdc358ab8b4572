import { describe, expect, it } from 'vitest';
import type { Release } from '../domain/release';
import type { PresaveCount } from './counts';
import type { MarketLine } from './markets';
import { isSettled, sumProgress } from './progress-sums';

const release: Release = { mode: 'local-midnight', date: '2026-12-11' };
// 00:30 in Berlin, 08:30 in Tokyo, and still the evening before in New York
const NOW = Date.UTC(2026, 11, 10, 23, 30);
const NEW_YORK = Date.UTC(2026, 11, 11, 5);

const count = (
  territory: string,
  state: PresaveCount['state'],
  n: number,
  reason: PresaveCount['reason'] = 'consented',
) => ({ dsp: 'spotify', territory, state, reason, n }) as const;
const market = (name: string, change: Partial<MarketLine> = {}): MarketLine => ({
  dsp: 'spotify',
  market: name,
  momentMs: 0,
  open: true,
  lastAnswer: 'live',
  probes: 1,
  nextProbeMs: null,
  candidate: null,
  ...change,
});
const closed = { open: false, lastAnswer: 'not_found' } as const;

describe('sumProgress', () => {
  it('has what was only accepted wait, but for no save and no market', () => {
    const counts = [
      count('JP', 'accepted', 7, 'accepted'),
      count('JP', 'held', 2),
      count('DE', 'accepted', 4, 'accepted'),
    ];
    const [spotify] = sumProgress(counts, [market('JP'), market('DE', closed)], release, NOW);
    expect(spotify).toMatchObject({ due: 13, saved: 0, waiting: 13, checking: 11, open: 2, closed: [] });
    expect(isSettled([spotify!])).toBe(false);
  });

  it('tells what was found in the library from what a service only said', () => {
    const counts = [count('JP', 'saved', 3, 'verified'), count('JP', 'saved', 4, 'saved')];
    expect(sumProgress(counts, [market('JP')], release, NOW)[0]).toMatchObject({ saved: 7, verified: 3 });
  });

  it('tells due from later by each territory’s own midnight', () => {
    const counts = [
      count('JP', 'saved', 40, 'saved'),
      count('JP', 'held', 5, 'rate_limited'),
      count('JP', 'saving', 3, 'claimed'),
      count('JP', 'needs_reconnect', 2, 'grant_rejected'),
      count('DE', 'held', 10),
      count('DE', 'refused', 1, 'dsp_refused'),
      count('US', 'held', 100),
      count('US', 'needs_reconnect', 4, 'grant_expired'),
      count('US', 'withdrawn', 9, 'fan_withdrew'),
      count('JP', 'expired', 9, 'campaign_ended'),
    ];
    const [spotify] = sumProgress(
      counts,
      [market('JP'), market('DE', { ...closed, nextProbeMs: NOW + 60_000 })],
      release,
      NOW,
    );
    expect(spotify).toEqual({
      dsp: 'spotify',
      begun: true,
      due: 61,
      saved: 40,
      verified: 0,
      waiting: 18,
      checking: 0,
      open: 8,
      later: 100,
      reconnect: 6,
      refused: 1,
      nextMomentMs: NEW_YORK,
      waitingBy: [
        { reason: 'consented', n: 10 },
        { reason: 'rate_limited', n: 5 },
        { reason: 'claimed', n: 3 },
      ],
      closed: [{ markets: ['DE'], fans: 10, lastAnswer: 'not_found', nextProbeMs: NOW + 60_000 }],
    });
  });

  it('puts markets with the same answer together, and those that are given up apart', () => {
    const counts = [count('DE', 'held', 1), count('AT', 'held', 2), count('JP', 'held', 3), count('NZ', 'held', 4)];
    const markets = [
      market('DE', { ...closed, nextProbeMs: NOW + 9 }),
      market('AT', { ...closed, nextProbeMs: NOW + 5 }),
      market('JP', { ...closed, nextProbeMs: null }),
    ];
    expect(sumProgress(counts, markets, release, NOW)[0]?.closed).toEqual([
      { markets: ['DE', 'AT'], fans: 3, lastAnswer: 'not_found', nextProbeMs: NOW + 5 },
      { markets: ['JP'], fans: 3, lastAnswer: 'not_found', nextProbeMs: null },
      { markets: ['NZ'], fans: 4, lastAnswer: null, nextProbeMs: NOW },
    ]);
  });
});

describe('isSettled', () => {
  const settled = (...counts: PresaveCount[]) => isSettled(sumProgress(counts, [], release, NOW));
  it('waits for what is due and for the first moment, not for later territories', () => {
    expect(settled(count('JP', 'held', 1))).toBe(false);
    expect(settled(count('JP', 'saving', 1, 'claimed'))).toBe(false);
    expect(settled(count('US', 'held', 1)), 'nothing is due yet').toBe(false);
    expect(settled(count('US', 'held', 1), count('US', 'saved', 1, 'saved')), 'saved before the date was moved').toBe(
      false,
    );
    expect(settled(count('US', 'held', 1), count('JP', 'saved', 1, 'saved'))).toBe(true);
    expect(settled(count('JP', 'needs_reconnect', 1, 'grant_rejected'))).toBe(true);
    expect(settled(), 'nobody pre-saved').toBe(true);
  });
});
