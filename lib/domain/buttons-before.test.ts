import { describe, expect, it } from 'vitest';
import { buttonsAfter } from './buttons-after';
import { buttonsBefore } from './buttons-before';
import { deploymentOf } from './deployment';
import type { Full } from './places';
import { offerAt, renewalAt, savingAt, type ServiceLinks } from './saving';

const spotify: ServiceLinks = {
  dsp: 'spotify',
  url: 'https://open.spotify.com/album/x',
  uri: 'spotify:album:x',
  countdownUrl: null,
};
const tidal: ServiceLinks = { dsp: 'tidal', url: null, uri: null, countdownUrl: null };
const apple: ServiceLinks = {
  dsp: 'appleMusic',
  url: 'https://music.apple.com/gb/album/x/1',
  uri: null,
  countdownUrl: null,
};
const countdown = 'https://open.spotify.com/prerelease/x';
const release = { mode: 'instant', at: Date.UTC(2026, 11, 12, 18) } as const;
const at = { release, now: Date.UTC(2026, 10, 23), hasCode: false };
const modes = (links: ServiceLinks[], reach?: 'everyone' | 'listed') =>
  buttonsBefore(links, { ...at, deployment: { savers: reach ? { spotify: reach } : {} } }).buttons.map(
    b => b.action.mode,
  );

describe('buttonsBefore', () => {
  it('saves for everyone where the deployment can, even beside a Countdown Page', () => {
    expect(modes([spotify], 'everyone')).toEqual(['saves']);
    expect(modes([{ ...spotify, countdownUrl: countdown }], 'everyone')).toEqual(['saves']);
  });

  it('prefers the Countdown Page to a save that most fans are refused', () => {
    expect(modes([{ ...spotify, countdownUrl: countdown }], 'listed')).toEqual(['service-presave']);
    expect(modes([spotify], 'listed')).toEqual(['saves']);
  });

  it('falls back to a link without a tier, and never offers a save it cannot perform', () => {
    expect(modes([spotify])).toEqual(['opens']);
    expect(modes([{ ...spotify, url: null, uri: null }], 'everyone')).toEqual([]);
    const byCode = buttonsBefore([{ ...spotify, url: null, uri: null }], {
      ...at,
      hasCode: true,
      deployment: { savers: { spotify: 'everyone' } },
    });
    expect(byCode.buttons[0]?.action.mode).toBe('saves');
  });

  it('names the services that have nothing to tap yet, and keeps the order of services', () => {
    const { buttons, alsoOn } = buttonsBefore([tidal, apple, spotify], { ...at, deployment: { savers: {} } });
    expect(buttons.map(b => b.dsp)).toEqual(['spotify', 'appleMusic']);
    expect(alsoOn).toEqual(['TIDAL']);
  });
});

describe('buttonsAfter', () => {
  it('opens what has an address and leaves out what has none', () => {
    expect(buttonsAfter([tidal, apple]).map(b => b.label)).toEqual(['Listen on Apple Music']);
  });
});

describe('a release further away than a permission lasts', () => {
  const opens = Date.UTC(2027, 5, 14);
  const far = { mode: 'instant', at: opens + 180 * 86_400_000 } as const;
  const situation = (now: number, reach: 'everyone' | 'listed' = 'everyone') => ({
    release: far,
    now,
    hasCode: true,
    deployment: { savers: { spotify: reach } },
  });
  const early = situation(Date.UTC(2027, 0, 1));
  const words = 'Pre-saving on Spotify opens on 14 June';

  it('offers the save from the very instant at which it can be kept', () => {
    expect(savingAt(spotify, situation(opens - 1))).toEqual({ kind: 'opens', at: opens });
    expect(savingAt(spotify, situation(opens))).toEqual({ kind: 'open' });
    expect(buttonsBefore([spotify], situation(opens)).openings).toEqual([]);
  });

  it('falls back to the next best until then, and the button says so', () => {
    const link = buttonsBefore([spotify], early);
    expect(link.openings).toEqual([{ dsp: 'spotify', words }]);
    expect(link.buttons).toMatchObject([{ promise: words, action: { mode: 'opens' } }]);
    expect(buttonsBefore([{ ...spotify, countdownUrl: countdown }], early).buttons).toMatchObject([
      {
        promise: 'Opens Spotify’s own pre-save page. Pre-saving here opens on 14 June',
        action: { mode: 'service-presave' },
      },
    ]);
    const nothing = buttonsBefore([{ ...spotify, url: null }], early);
    expect(nothing).toEqual({ buttons: [], alsoOn: ['Spotify'], openings: [{ dsp: 'spotify', words }], full: [] });
  });

  it('names the year where it is another one', () => {
    expect(buttonsBefore([spotify], situation(Date.UTC(2026, 10, 23))).openings[0]?.words).toBe(`${words} 2027`);
  });

  it('promises nothing where the service’s own pre-save comes first anyway, or nothing is ever saved', () => {
    const listed = situation(early.now, 'listed');
    expect(buttonsBefore([{ ...spotify, countdownUrl: countdown }], listed).openings).toEqual([]);
    expect(buttonsBefore([spotify], { ...early, deployment: { savers: {} } }).openings).toEqual([]);
    expect(savingAt(apple, early)).toEqual({ kind: 'never' });
  });
});

describe('YouTube Music', () => {
  const video: ServiceLinks = {
    dsp: 'youtubeMusic',
    url: 'https://music.youtube.com/watch?v=a1B2c3D4e5_',
    uri: 'youtube:video:a1B2c3D4e5_',
    countdownUrl: null,
  };
  const savers = { youtubeMusic: 'everyone' } as const;

  it('promises a like, and only where the link names a video', () => {
    const situation = { ...at, hasCode: true, deployment: { savers } };
    const [button] = buttonsBefore([video], situation).buttons;
    expect(button?.promise).toMatch(/^Adds it to your likes on /);
    expect(savingAt({ ...video, uri: null }, situation)).toEqual({ kind: 'never' });
  });

  it('opens a week before the release where permissions last no longer', () => {
    const testing = { savers, grantDays: { youtubeMusic: 7 } };
    const opens = Date.UTC(2027, 5, 14);
    const far = { mode: 'instant', at: opens + 7 * 86_400_000 } as const;
    const on = (now: number) => savingAt(video, { release: far, now, hasCode: false, deployment: testing });
    expect(on(opens - 1)).toEqual({ kind: 'opens', at: opens });
    expect(on(opens)).toEqual({ kind: 'open' });
  });
});

describe('a service whose places are taken', () => {
  const everyone = { savers: { spotify: 'everyone' } } as const;
  const listed = { savers: { spotify: 'listed' } } as const;
  const full: Full[] = [{ dsp: 'spotify', why: 'accounts', until: null }];
  const withCountdown = { ...spotify, countdownUrl: countdown };

  it('gives the next fan the next best, and says why', () => {
    const before = buttonsBefore([spotify], { ...at, deployment: listed, full });
    expect(before.buttons[0]).toMatchObject({
      label: 'See it on Spotify',
      promise: 'Opens Spotify; nothing is saved. All places are taken',
      action: { mode: 'opens' },
    });
    expect(before.full).toMatchObject([{ dsp: 'spotify', words: 'All places for pre-saves on Spotify are taken' }]);
  });

  it('gives way to the artist’s Countdown Page, which needs no place', () => {
    const [button] = buttonsBefore([withCountdown], { ...at, deployment: everyone, full }).buttons;
    expect(button?.action).toEqual({ mode: 'service-presave', href: countdown });
    expect(button?.promise).toBe('Opens Spotify’s own pre-save page. All places are taken');
    const [before] = buttonsBefore([withCountdown], { ...at, deployment: listed, full }).buttons;
    expect(before?.promise, 'it stood there before the places ran out').toBe('Opens Spotify’s own pre-save page');
  });

  it('still stands among the names where there is no link', () => {
    const before = buttonsBefore([{ ...spotify, url: null }], { ...at, deployment: everyone, full });
    expect([before.buttons, before.alsoOn, before.full.length]).toEqual([[], ['Spotify'], 1]);
  });

  it('is named nowhere while its pre-save is not even open', () => {
    const far = { mode: 'instant', at: at.now + 200 * 86_400_000 } as const;
    const before = buttonsBefore([spotify], { ...at, release: far, deployment: everyone, full });
    expect([before.full, before.openings.length]).toEqual([[], 1]);
  });

  it('renews a permission all the same, unless it answers nobody', () => {
    const situation = { ...at, deployment: everyone, full };
    expect(offerAt(spotify, situation)).toEqual({ kind: 'full', full: full[0] });
    expect(renewalAt(spotify, situation)).toEqual({ kind: 'open' });
    const quota: Full = { dsp: 'spotify', why: 'quota', until: at.now + 1 };
    expect(renewalAt(spotify, { ...situation, full: [quota] })).toEqual({ kind: 'full', full: quota });
  });

  it('takes fans again from the very instant', () => {
    const until = at.now + 3_600_000;
    const situation = { ...at, deployment: everyone, full: [{ dsp: 'spotify', why: 'quota', until } as const] };
    expect(offerAt(spotify, { ...situation, now: until - 1 }).kind).toBe('full');
    expect(offerAt(spotify, { ...situation, now: until })).toEqual({ kind: 'open' });
  });
});

describe('Spotify with a Countdown Page pasted', () => {
  const links = { ...spotify, countdownUrl: countdown };
  const first = (settings: object, full: Full[] = []) =>
    buttonsBefore([links], { ...at, deployment: deploymentOf(settings), full }).buttons[0];

  it('saves by itself first where it may save for everyone', () => {
    expect(first({ spotify: { tier: 'extended' } })).toMatchObject({
      promise: 'Saves it to your library on 12 December',
      action: { mode: 'saves' },
    });
  });

  it.each([
    ['off', {}, []],
    ['in development mode', { spotify: { tier: 'development' } }, []],
    ['used up', { spotify: { tier: 'extended' } }, [{ dsp: 'spotify', why: 'quota', until: null }] satisfies Full[]],
  ] as const)('opens that page where it is %s, and says so', (_, settings, full) => {
    expect(first(settings, [...full])).toMatchObject({
      label: 'Pre-save in Spotify',
      promise: expect.stringMatching(/^Opens Spotify’s own pre-save page/),
      action: { mode: 'service-presave', href: countdown },
    });
  });
});
