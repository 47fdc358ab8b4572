import { describe, expect, it } from 'vitest';
import type { GrantNeed, Saving } from '@/lib/domain/grant-life';
import { passWords } from './pass-words';

const base = {
  serviceName: 'Spotify',
  home: 'your Spotify library',
  place: 'your library',
  savedWords: null,
  checked: false,
  fresh: false,
  again: false,
  out: false,
  ended: false,
  reason: 'consented',
  holds: true,
  left: 'nothing',
  reconnect: null,
  days: { ends: '3 May', release: '12 June', renew: '14 December' },
} as const;
const none: GrantNeed = { kind: 'none' };
const lost: GrantNeed = { kind: 'lost', renew: { kind: 'open' } };

describe('a permission that needs its fan', () => {
  it('says why in one sentence and what a reconnect brings, before and after the release', () => {
    const before = passWords({ ...base, state: 'needs_reconnect', need: lost });
    expect(before.headline).toBe('Your Spotify permission needs renewing.');
    expect(before.body).toMatch(
      /^Spotify no longer accepts your permission, .* Reconnect and you are back on the list\.$/,
    );
    const after = passWords({ ...base, state: 'needs_reconnect', need: lost, out: true });
    expect(after.headline).toBe('It’s out. Reconnect to get it.');
    expect(after.body).toMatch(/Reconnect and we add it to your library right away\.$/);
  });

  it('names another reason where the days are over', () => {
    const { body } = passWords({ ...base, state: 'expired', need: { ...lost, kind: 'ran_out' } });
    expect(body).toMatch(/^Spotify permissions only last so long, and yours ended/);
  });

  it('does not call for a reconnect that nobody would take', () => {
    for (const out of [false, true]) {
      const words = passWords({ ...base, state: 'expired', out, need: { kind: 'ran_out', renew: { kind: 'never' } } });
      expect(words.headline + words.body).not.toMatch(/reconnect/i);
      expect(words.stamp).toBe('Ended');
    }
  });
});

describe('a release that was moved past the end of a permission', () => {
  const moved = (renew: Saving) => passWords({ ...base, state: 'held', need: { kind: 'ends_early', renew } });

  it('says until when it lasts, and from when on renewing helps', () => {
    const { headline, body } = moved({ kind: 'opens', at: 1 });
    expect(headline).toBe('The release has moved.');
    expect(body).toMatch(
      /^Your permission ends on 3 May, before the release on 12 June\. Reconnect after 14 December to renew it:/,
    );
  });

  it('calls for the reconnect once it helps', () => {
    expect(moved({ kind: 'open' })).toMatchObject({
      stamp: 'Needs you',
      body: expect.stringMatching(/Reconnect and it lasts\.$/),
    });
    expect(moved({ kind: 'never' }).body).not.toMatch(/reconnect/i);
  });

  it('has a fan whose permission is gone wait as well', () => {
    const { stamp, body } = passWords({
      ...base,
      state: 'needs_reconnect',
      need: { kind: 'lost', renew: { kind: 'opens', at: 1 } },
    });
    expect([stamp, body]).toEqual(['On hold', expect.stringContaining('Reconnect after 14 December')]);
  });
});

describe('a pass that needs nothing', () => {
  it('says that the permission was renewed', () => {
    const renewed = passWords({ ...base, state: 'held', need: none, again: true, fresh: true });
    expect([renewed.headline, renewed.body]).toEqual([
      'You’re back in.',
      expect.stringMatching(/^Your permission is renewed\. The moment it is out/),
    ]);
    expect(passWords({ ...base, state: 'held', need: none, fresh: true }).body).not.toContain('renewed');
  });

  it('does not speak of a moment to come once that has passed', () => {
    expect(passWords({ ...base, state: 'held', need: none, out: true }).body).toMatch(/^The release is out/);
  });

  it('tells an ended campaign from a permission that ran out', () => {
    expect(passWords({ ...base, state: 'expired', need: none, ended: true }).headline).toBe('The campaign is over.');
  });
});

describe('a pass at its end', () => {
  const end = { ...base, need: none, holds: false };

  it('says on whose word it is in the library', () => {
    const saved = { ...end, state: 'saved', savedWords: 'Friday' } as const;
    expect(passWords(saved).body).toMatch(/^Added to your Spotify library, and confirmed by Spotify on Friday\./);
    expect(passWords({ ...saved, checked: true }).body).toMatch(
      /^We looked, and found it in your Spotify library on Friday\./,
    );
  });

  it('says why it was refused, and offers another try only where there is one', () => {
    const refused = { ...end, state: 'refused' } as const;
    expect(passWords({ ...refused, reason: 'dsp_refused' }).body).toMatch(/^Spotify refused .* listen from/);
    const button = { dsp: 'spotify', name: '', label: '', promise: '', action: { mode: 'opens', href: '/' } } as const;
    expect(passWords({ ...refused, reason: 'attempts_exhausted', reconnect: button }).body).toMatch(/Reconnect/);
  });

  it('claims no more of a withdrawal than is so', () => {
    const body = (left: 'nothing' | 'maybe' | 'there', ended = false) =>
      passWords({ ...end, state: 'withdrawn', left, ended }).body;
    expect(body('nothing')).toMatch(/Nothing will be saved\. If you change your mind/);
    expect(body('nothing', true)).toMatch(/Nothing will be saved\.$/);
    expect(body('maybe')).toMatch(/it may be in your Spotify library, or turn up there/);
    expect(body('there')).toMatch(/stays in your Spotify library/);
  });
});
