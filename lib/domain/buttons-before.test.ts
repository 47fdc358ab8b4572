import { describe, expect, it } from 'vitest';
import { buttonsAfter } from './buttons-after';
import { buttonsBefore } from './buttons-before';
import { savingAt, type ServiceLinks } from './saving';

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
    expect(nothing).toEqual({ buttons: [], alsoOn: ['Spotify'], openings: [{ dsp: 'spotify', words }] });
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
  const full = [{ dsp: 'spotify', until: null }] as const;

  it('gives the next fan the next best, and says why', () => {
    const [button] = buttonsBefore([spotify], { ...at, deployment: everyone, full }).buttons;
    expect(button).toMatchObject({
      label: 'See it on Spotify',
      promise: 'Opens Spotify; nothing is saved. All places for pre-saves here are taken',
      action: { mode: 'opens' },
    });
  });

  it('gives way to the artist’s Countdown Page, which needs no place', () => {
    const [button] = buttonsBefore([{ ...spotify, countdownUrl: countdown }], {
      ...at,
      deployment: everyone,
      full,
    }).buttons;
    expect(button?.action).toEqual({ mode: 'service-presave', href: countdown });
    const [before] = buttonsBefore([{ ...spotify, countdownUrl: countdown }], {
      ...at,
      deployment: listed,
      full,
    }).buttons;
    expect(before?.promise, 'it stood there before the places ran out').toBe('Opens Spotify’s own pre-save page');
  });

  it('still stands among the names where there is no link', () => {
    const before = buttonsBefore([{ ...spotify, url: null }], { ...at, deployment: everyone, full });
    expect([before.buttons, before.alsoOn]).toEqual([[], ['Spotify']]);
  });

  it('renews a permission all the same', () => {
    expect(savingAt(spotify, { ...at, deployment: everyone, full })).toEqual({ kind: 'open' });
  });
});
