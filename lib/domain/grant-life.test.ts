import { describe, expect, it } from 'vitest';
import { grantNeed, isOut, savingOpensAt, type Standing } from './grant-life';

const DAY = 86_400_000;
const now = Date.UTC(2026, 10, 23);
const release = { mode: 'instant', at: now + 20 * DAY } as const;
const held: Standing = {
  state: 'held',
  reason: 'consented',
  territory: 'DE',
  heldUntil: now + 100 * DAY,
  release,
  saving: { kind: 'open' },
  now,
};
const need = (change: Partial<Standing>) => grantNeed({ ...held, ...change });
const renew = { kind: 'open' } as const;

describe('grantNeed', () => {
  it('wants nothing while a permission is held, used or no longer needed', () => {
    for (const state of ['held', 'saving', 'accepted', 'saved', 'refused', 'withdrawn'] as const)
      expect(need({ state })).toEqual({ kind: 'none' });
    expect(need({ state: 'expired', reason: 'campaign_ended', heldUntil: null })).toEqual({ kind: 'none' });
  });

  it('tells a permission that died from one whose days are over', () => {
    const gone = { state: 'needs_reconnect', heldUntil: null } as const;
    expect(need({ ...gone, reason: 'grant_rejected' })).toEqual({ kind: 'lost', renew });
    expect(need({ ...gone, reason: 'grant_missing' })).toEqual({ kind: 'lost', renew });
    expect(need({ ...gone, reason: 'grant_expired' })).toEqual({ kind: 'ran_out', renew });
    expect(need({ state: 'expired', reason: 'grant_expired', heldUntil: null })).toEqual({ kind: 'ran_out', renew });
  });

  it('knows at the instant itself, before any worker has looked', () => {
    const out = { mode: 'instant', at: now } as const;
    expect(need({ heldUntil: now + 1, release: out }).kind).toBe('none');
    expect(need({ heldUntil: now, release: out }).kind).toBe('ran_out');
  });

  it('says when a new consent would not be taken', () => {
    const saving = { kind: 'never' } as const;
    expect(need({ state: 'needs_reconnect', reason: 'grant_rejected', saving })).toEqual({
      kind: 'lost',
      renew: saving,
    });
  });
});

describe('a release that was moved past the end of a permission', () => {
  const saving = { kind: 'opens', at: now + DAY } as const;

  it('ends too early unless it lasts beyond the fan’s own moment', () => {
    expect(need({ heldUntil: release.at, saving })).toEqual({ kind: 'ends_early', renew: saving });
    expect(need({ heldUntil: release.at + 1 })).toEqual({ kind: 'none' });
    const midnight = { mode: 'local-midnight', date: '2026-12-11' } as const;
    const between = { release: midnight, heldUntil: Date.UTC(2026, 11, 11, 1) };
    expect(['DE', 'US', 'ZZ'].map(territory => need({ ...between, territory }).kind)).toEqual([
      'none',
      'ends_early',
      'ends_early',
    ]);
  });

  it('matters only while it is waited for', () => {
    for (const state of ['saving', 'accepted', 'saved', 'withdrawn'] as const)
      expect(need({ state, heldUntil: release.at - 1 })).toEqual({ kind: 'none' });
  });
});

describe('savingOpensAt', () => {
  it('is the first instant at which a permission lasts until the last territory has it', () => {
    const at = Date.UTC(2027, 5, 12, 18);
    expect(savingOpensAt({ mode: 'instant', at }, 180)).toBe(at - 180 * DAY);
    const last = savingOpensAt({ mode: 'local-midnight', date: '2027-06-12' }, 180) + 180 * DAY;
    expect(last).toBe(Date.UTC(2027, 5, 12, 11));
  });
});

describe('isOut', () => {
  it('goes by the fan’s own territory', () => {
    const midnight = { mode: 'local-midnight', date: '2026-12-11' } as const;
    const berlin = Date.UTC(2026, 11, 10, 23);
    expect([berlin - 1, berlin].map(at => isOut({ release: midnight, territory: 'DE', now: at }))).toEqual([
      false,
      true,
    ]);
    expect(isOut({ release: midnight, territory: 'ZZ', now: berlin })).toBe(false);
  });
});
