import { describe, expect, it } from 'vitest';
import type { GrantNeed } from '@/lib/domain/grant-life';
import { passWords } from './pass-words';

const base = {
  serviceName: 'Spotify',
  savedWords: null,
  fresh: false,
  again: false,
  out: false,
  ended: false,
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
