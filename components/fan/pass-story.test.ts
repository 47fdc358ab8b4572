import { describe, expect, it } from 'vitest';
import type { PassEvent } from '@/lib/domain/pass-history';
import { passStory, type Told } from './pass-story';

const CONSENTED: PassEvent = { kind: 'consented', at: Date.UTC(2026, 10, 21, 9, 4) };
const base: Told = {
  serviceName: 'Spotify',
  home: 'your Spotify library',
  state: 'held',
  need: { kind: 'none' },
  out: false,
  momentWords: 'Friday',
  momentIso: '2026-12-11T00:00:00Z',
  events: [CONSENTED],
  zone: 'Europe/Berlin',
  now: Date.UTC(2026, 10, 22),
  ends: '3 May',
  isoOf: at => `iso ${at}`,
};
const told = (change: Partial<Told>) =>
  passStory({ ...base, ...change }).map(({ what, how, when, state }) =>
    [state, what, how, when].filter(Boolean).join(' | '),
  );

describe('passStory', () => {
  it('goes from the consent over the release to the end of the permission', () => {
    expect(told({})).toEqual([
      'done | You gave one permission | 21 November at 10:04',
      'now | The release comes out | Friday',
      'ahead | It is in your Spotify library',
      'ahead | The permission is destroyed',
    ]);
  });

  it('names the proof and its time', () => {
    const at = Date.UTC(2026, 11, 10, 23, 3);
    const saved = (kind: 'saved' | 'found') =>
      told({ state: 'saved', out: true, events: [CONSENTED, { kind, at }] })[1];
    expect(saved('found')).toBe('done | In your Spotify library | checked on | 11 December at 00:03');
    expect(saved('saved')).toBe('done | In your Spotify library | confirmed by Spotify on | 11 December at 00:03');
  });

  it('says how often it was tried, and goes on', () => {
    const tried: PassEvent = { kind: 'tried', why: 'away', times: 3, at: Date.UTC(2026, 11, 11) };
    expect(told({ out: true, events: [CONSENTED, tried] }).slice(1)).toEqual([
      'aside | Spotify did not answer, tried 3 times | last on | 11 December at 01:00',
      'now | Yours is next',
      'ahead | It is in your Spotify library',
      'ahead | The permission is destroyed',
    ]);
  });

  it('stops where it stopped', () => {
    const lost = { events: [CONSENTED, { kind: 'lost' as const, at: 0 }], state: 'needs_reconnect' as const };
    expect(told({ ...lost, need: { kind: 'lost', renew: { kind: 'open' } } }).slice(1)).toEqual([
      'stopped | Spotify stopped taking your permission | 1 January 1970 at 01:00',
      'ahead | The release comes out | Friday',
      'ahead | It is in your Spotify library',
    ]);
    expect(told({ ...lost, need: { kind: 'lost', renew: { kind: 'never' } }, out: true })).toHaveLength(2);
    expect(told({ need: { kind: 'ends_early', renew: { kind: 'open' } } })[1]).toBe(
      'stopped | Your permission ends | 3 May',
    );
    expect(told({ state: 'withdrawn' }).at(-1)).toBe('done | The permission was destroyed');
  });
});
