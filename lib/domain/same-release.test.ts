import { describe, expect, it } from 'vitest';
import { isSameRelease } from './same-release';

describe('isSameRelease', () => {
  it.each([
    [
      { artist: 'Björk', title: 'Jóga' },
      { artist: 'Bjork', title: 'JOGA' },
    ],
    [
      { artist: 'Ada', title: 'Night Drive' },
      { artist: 'Ada, Björk', title: 'Night Drive (feat. Björk)' },
    ],
    [
      { artist: 'Simon & Garfunkel', title: 'Bookends' },
      { artist: 'Simon and Garfunkel', title: 'Bookends - EP' },
    ],
    [
      { artist: '宇多田ヒカル', title: '初恋' },
      { artist: '宇多田ヒカル', title: '初恋' },
    ],
    [
      { artist: 'ARTMS', title: '🌙' },
      { artist: 'ARTMS', title: '🌙' },
    ],
  ])('%j is %j', (ours, theirs) => expect(isSameRelease(ours, theirs)).toBe(true));

  it.each([
    [
      { artist: 'Ada', title: 'Night Drive' },
      { artist: 'Ada', title: 'Night Driver' },
    ],
    [
      { artist: 'Ada', title: 'Night Drive' },
      { artist: 'Adam', title: 'Night Drive' },
    ],
    [
      { artist: 'Ada', title: '🌙' },
      { artist: 'Ada', title: '🌞' },
    ],
  ])('%j is not %j', (ours, theirs) => expect(isSameRelease(ours, theirs)).toBe(false));
});
