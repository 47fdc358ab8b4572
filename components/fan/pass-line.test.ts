import { expect, it } from 'vitest';
import type { GrantNeed } from '@/lib/domain/grant-life';
import { passLine } from './pass-line';
import type { PassState } from './pass-view';

const none: GrantNeed = { kind: 'none' };
const line = (state: PassState, need: GrantNeed = none) => passLine(state, need, 'spotify');

it.each<[PassState, string]>([
  ['held', 'You have pre-saved this.'],
  ['saving', 'You have pre-saved this.'],
  ['accepted', 'You have pre-saved this.'],
  ['saved', 'This is in your library.'],
  ['refused', 'Spotify would not save this.'],
])('says of %s: %s', (state, words) => expect(line(state)).toEqual({ words, way: 'See your pass', act: false }));

it('calls the fan when the permission has to be renewed, and not when that is no longer possible', () => {
  expect(line('needs_reconnect', { kind: 'lost', renew: { kind: 'open' } })).toEqual({
    words: 'Your Spotify permission needs renewing.',
    way: 'Renew it',
    act: true,
  });
  expect(line('expired', { kind: 'ran_out', renew: { kind: 'never' } })).toEqual({
    words: 'Your Spotify permission has ended.',
    way: 'See your pass',
    act: false,
  });
});

it('leaves a fan alone whose permission cannot be renewed yet', () => {
  expect(line('held', { kind: 'ends_early', renew: { kind: 'opens', at: 1 } })).toMatchObject({
    act: false,
    words: 'You have pre-saved this.',
  });
  expect(line('held', { kind: 'ends_early', renew: { kind: 'open' } })).toMatchObject({ act: true });
});

it('says nothing of a pre-save that was withdrawn or ended with its campaign', () => {
  expect([line('withdrawn'), line('expired')]).toEqual([null, null]);
});

it('names the place where this service keeps it', () => {
  expect(passLine('saved', none, 'youtubeMusic')?.words).toBe('This is in your likes.');
});
