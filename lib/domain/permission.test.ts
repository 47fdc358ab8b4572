import { describe, expect, it } from 'vitest';
import { permissionSentence, untilWords } from './permission';

describe('permissionSentence', () => {
  it('says the one permission, what for and until when', () => {
    expect(permissionSentence([{ dsp: 'spotify', days: 180 }])).toBe(
      'One permission, to add this release to your library; destroyed once that is done or after 180 days.',
    );
    expect(permissionSentence([{ dsp: 'tidal', days: 90 }])).toMatch(/to your collection; .* after 90 days/);
  });

  it('names no place where the services have different ones', () => {
    const both = permissionSentence([
      { dsp: 'spotify', days: 180 },
      { dsp: 'deezer', days: 180 },
    ]);
    expect(both).toMatch(/to add this release for you; .* after 180 days\.$/);
  });

  it('is nothing where nobody is asked', () => expect(permissionSentence([])).toBeNull());
});

it('names the services whose permission ends sooner', () => {
  const asked = [
    { dsp: 'spotify', days: 180 },
    { dsp: 'tidal', days: 90 },
    { dsp: 'youtubeMusic', days: 7 },
  ] as const;
  expect(untilWords(asked)).toBe('after 180 days (TIDAL 90, YouTube Music 7)');
});
