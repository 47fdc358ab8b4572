import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from './capability';
import { DSP_NAMES, DSPS } from './dsp';
import { onTheDay, saveWords } from './save-words';

describe('saveWords', () => {
  const asking = DSPS.filter(dsp => CAPABILITIES[dsp].permission !== 'none');

  it.each(asking)('has what %s calls its permission, and its own name for the place', dsp => {
    expect(saveWords(dsp).permission).not.toBeNull();
    expect(saveWords(dsp).home).toContain(DSP_NAMES[dsp]);
  });

  it.each(DSPS)('says of %s where it goes in the same words everywhere', dsp => {
    const { place, home, promise } = saveWords(dsp);
    expect(promise.endsWith(`it to ${place}`)).toBe(true);
    expect(home.startsWith('your ') && home.endsWith(place.replace('your ', ''))).toBe(true);
  });

  it('leads to the services over https, or in words', () => {
    const ways = DSPS.flatMap(dsp => saveWords(dsp).disconnect ?? []);
    expect(ways.length).toBeGreaterThan(3);
    for (const { href } of ways) expect(href ?? 'https://in-words').toMatch(/^https:\/\//);
  });
});

describe('onTheDay', () => {
  it('names the place that all have, and none that only some have', () => {
    expect(onTheDay(['spotify', 'appleMusic'])).toBe('it is in your library on the day');
    expect(onTheDay(['youtubeMusic'])).toBe('it is in your likes on the day');
    expect(onTheDay(['spotify', 'youtubeMusic'])).toBe('your service has it for you on the day');
  });
});
