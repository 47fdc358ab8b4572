import { describe, expect, it } from 'vitest';
import { permissionSentence, untilWords } from './permission';

describe('permissionSentence', () => {
  it('says the one permission, what for and until when', () => {
    expect(permissionSentence([{ dsp: 'spotify', days: 180 }])).toBe(
      'We ask for one permission, to add this release to your library, and destroy it once that is done, after 180 days at the latest.',
    );
    expect(permissionSentence([{ dsp: 'tidal', days: 90 }])).toMatch(/to your collection, .* after 90 days/);
  });

  it('names no place where the services have different ones', () => {
    const both = permissionSentence([
      { dsp: 'spotify', days: 180 },
      { dsp: 'deezer', days: 180 },
    ]);
    expect(both).toMatch(/to add this release on your service, .* after 180 days at the latest\.$/);
  });

  it('does not hide that a service can only be asked for more', () => {
    const asked = [
      { dsp: 'spotify', days: 180 },
      { dsp: 'soundcloud', days: 180 },
      { dsp: 'youtubeMusic', days: 7 },
    ] as const;
    expect(permissionSentence(asked)).toMatch(
      /\(YouTube Music 7\)\. SoundCloud and YouTube Music have only a wider one; we use it for nothing else\.$/,
    );
    expect(permissionSentence(asked.slice(1, 2))).toContain('SoundCloud has only a wider one');
  });

  it('is nothing where nobody is asked', () => expect(permissionSentence([])).toBeNull());
});

it('names the services whose permission ends sooner', () => {
  const asked = [
    { dsp: 'spotify', days: 180 },
    { dsp: 'tidal', days: 90 },
    { dsp: 'youtubeMusic', days: 7 },
  ] as const;
  expect(untilWords(asked)).toBe('after 180 days at the latest (TIDAL 90, YouTube Music 7)');
});
