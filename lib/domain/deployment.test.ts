import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from './capability';
import { deploymentOf, grantDaysOf, limitsOf } from './deployment';
import { DSPS } from './dsp';

describe('deploymentOf', () => {
  it('saves on nothing without settings', () => {
    const none = deploymentOf({ spotify: null, tidal: null });
    expect(none).toEqual({ savers: {}, grantDays: {}, limits: {}, tiers: {} });
    expect(limitsOf('spotify', none)).toEqual({ accounts: null, savesADay: null });
  });

  it('saves for everyone, or for the five that Spotify lists', () => {
    const at = (tier: string) => deploymentOf({ spotify: { tier } });
    expect(at('extended')).toMatchObject({ savers: { spotify: 'everyone' }, limits: {} });
    expect(at('development')).toMatchObject({ savers: { spotify: 'listed' }, tiers: { spotify: 'development' } });
    expect(limitsOf('spotify', at('development'))).toEqual({ accounts: 5, savesADay: null });
    expect(at('a tier nobody knows').savers).toEqual({});
  });

  it('knows how many likes the units of a day are good for, and for how long a test user’s permission', () => {
    const at = (settings: object) => deploymentOf({ youtubeMusic: settings });
    const { quota } = CAPABILITIES.youtubeMusic;
    const cost = (quota?.presave ?? 0) + (quota?.save ?? 0);
    expect(limitsOf('youtubeMusic', at({ tier: 'verified' }))).toEqual({ accounts: null, savesADay: 188 });
    expect(188 * cost).toBeLessThanOrEqual(10_000 - 400);
    expect(limitsOf('youtubeMusic', at({ tier: 'verified', units: 50_000 })).savesADay).toBe(972);
    expect(limitsOf('youtubeMusic', at({ tier: 'verified', units: 1 })).savesADay).toBe(0);
    expect(limitsOf('youtubeMusic', at({ tier: 'testing' }))).toEqual({ accounts: 100, savesADay: 188 });
    expect(grantDaysOf('youtubeMusic', at({ tier: 'testing' }))).toBe(7);
    expect(grantDaysOf('youtubeMusic', at({ tier: 'verified' }))).toBe(180);
  });

  it('never saves on a service that has no way to', () => {
    const all = deploymentOf(Object.fromEntries(DSPS.map(dsp => [dsp, {}])));
    expect(Object.keys(all.savers).toSorted()).toEqual(['appleMusic', 'deezer', 'soundcloud', 'tidal']);
  });
});
