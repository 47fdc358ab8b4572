import { describe, expect, it } from 'vitest';
import { sleeveFit } from './sleeve-fit';
import { titleFit } from './title-scale';

describe('titleFit', () => {
  it('sets short titles large and long ones small', () => {
    const scales = ['Midnight', 'Letters I Never Sent', 'a'.repeat(40), 'a'.repeat(90), 'word '.repeat(40)];
    expect(scales.map(title => titleFit(title).scale)).toEqual(['xl', 'l', 'm', 's', 'xs']);
  });

  it('keeps a short title of several words off the largest step', () => {
    expect(titleFit('Neon Sky').scale).toBe('l');
  });

  it('measures the longest word, not the longest title', () => {
    expect(titleFit('nn nnnnnn nn').run).toBe(6);
  });

  it('lets wide scripts break anywhere', () => {
    expect(titleFit('初恋はいつも雨の匂い').run).toBeLessThan(5);
  });
});

describe('sleeveFit', () => {
  it('never exceeds the sleeve, whatever the title', () => {
    for (const title of ['Nø', 'One, two, three, and', '雨'.repeat(60), 'Wunderbar '.repeat(20), 'm'.repeat(200), '']) {
      const size = sleeveFit(title);
      expect(size).toBeGreaterThanOrEqual(5);
      expect(size).toBeLessThanOrEqual(46);
    }
  });

  it('grows smaller as a title grows longer', () => {
    const sizes = [4, 20, 60, 120, 200].map(length => sleeveFit('night sky '.repeat(20).slice(0, length)));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });
});
