import { describe, expect, it } from 'vitest';
import { buttonsAfter, buttonsBefore, type ServiceLinks } from './capability';

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
const at = { shortDate: '12 December', hasCode: false };
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
