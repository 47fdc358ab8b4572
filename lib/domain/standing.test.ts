import { describe, expect, it } from 'vitest';
import { deploymentOf } from './deployment';
import { DSPS, type Dsp } from './dsp';
import { standingOf } from './standing';

const standing = (dsp: Dsp, settings: object = {}) => standingOf(deploymentOf(settings)).find(one => one.dsp === dsp);

describe('standingOf', () => {
  it('has every service, in the order of a page, and saves nowhere without settings', () => {
    const all = standingOf(deploymentOf({}));
    expect(all.map(one => one.dsp)).toEqual(DSPS);
    expect(all.filter(({ modes }) => modes.includes('saves') || modes.includes('adds'))).toEqual([]);
    expect(all.filter(({ tier, limit }) => tier ?? limit)).toEqual([]);
  });

  it('names what is missing and where it comes from', () => {
    expect(standing('spotify')).toMatchObject({
      now: 'A link and a reminder, or an artist’s own pre-save page',
      modes: ['service-presave', 'reminds', 'opens'],
      missing: ['SPOTIFY_TIER', 'SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'],
      more: 'It takes an app at developer.spotify.com.',
    });
    expect(standing('amazonMusic')).toMatchObject({ missing: [], more: null, today: { access: 'closed' } });
  });

  it('says for whom it saves, how many fit and what comes after that', () => {
    expect(standing('spotify', { spotify: { tier: 'development' } })).toMatchObject({
      now: 'Saves it to your library at the release, for listed accounts',
      tier: 'development',
      limit: '5 accounts on a campaign',
      missing: [],
      more: expect.stringContaining('(SPOTIFY_TIER=extended)'),
    });
    expect(standing('spotify', { spotify: { tier: 'extended' } })).toMatchObject({ limit: null, more: null });
    expect(standing('appleMusic', { appleMusic: {} })?.now).toMatch(/now or at the release, for everyone$/);
  });

  it('has both limits of YouTube Music, and says where more units go', () => {
    expect(standing('youtubeMusic', { youtubeMusic: { tier: 'testing' } })?.limit).toBe(
      '100 accounts on a campaign; 188 saves a day',
    );
    expect(standing('youtubeMusic', { youtubeMusic: { tier: 'verified' } })?.more).toContain('YOUTUBE_UNITS');
  });
});
