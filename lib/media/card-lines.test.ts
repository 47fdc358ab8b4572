import { describe, expect, it } from 'vitest';
import type { SetText } from '../../components/card/share-card';
import { cardFaces } from './card-fonts';
import { emojiPicture } from './card-emoji';
import { setText, type Room } from './card-lines';
import { cardText } from './card-text';

const glyphs = { faces: cardFaces('display'), emoji: emojiPicture };
const room: Room = { width: 434, height: 330, lines: 8, sizes: [150, 120, 90, 70, 56, 44], tracking: -0.02 };

function set(text: string, changes: Partial<Room> = {}): SetText {
  return setText(cardText(text, glyphs), { ...room, ...changes });
}

/** The lines as an eye sees them from left to right. */
function seen({ lines }: SetText): string[] {
  return lines.map(line =>
    line.map(run => (run.gap > 0 ? ' ' : '') + (run.kind === 'emoji' ? '◯' : run.text)).join(''),
  );
}

describe('setText', () => {
  it('sets a short title large and a long one smaller, and cuts no word', () => {
    expect(set('Sun').size).toBe(150);
    const long = set('Everything I Said to the River Before It Turned Around');
    expect(long.size).toBeLessThan(100);
    expect(seen(long).join(' ')).toBe('Everything I Said to the River Before It Turned Around');
  });

  it('stays within its room whatever the text', () => {
    for (const text of [
      'Sun',
      'word '.repeat(400),
      'a'.repeat(5_000),
      '夜'.repeat(300),
      '🔥'.repeat(90),
      'شمس '.repeat(99),
    ]) {
      const { lines, size, leading } = set(text);
      expect(lines.length * size * leading).toBeLessThanOrEqual(room.height);
    }
  });

  it('ends a text that fits at no size with an ellipsis behind a whole letter', () => {
    expect(seen(set('word '.repeat(400))).at(-1)).toMatch(/word…$/);
    const families = set('👨‍👩‍👧'.repeat(200));
    expect(seen(families).at(-1)).toMatch(/^◯+…$/);
  });

  it('cuts a single word only when it fits no other way, into pieces of about one length', () => {
    const lines = seen(set('Donaudampfschifffahrtsgesellschaftskapitän'));
    expect(lines.join('')).toBe('Donaudampfschifffahrtsgesellschaftskapitän');
    expect(Math.min(...lines.map(line => line.length))).toBeGreaterThan(8);
  });

  it('makes lines of about one length', () => {
    expect(seen(set('Out Friday, 12 December 2026', { sizes: [44], keepNumbers: true }))).toEqual([
      'Out Friday,',
      '12 December 2026',
    ]);
  });

  it('begins no Japanese line with a closing mark and breaks between words', () => {
    const lines = seen(set('夜の河口で、ネオンがほどける'));
    for (const line of lines) expect(line).not.toMatch(/^[、。ーっ]/);
    expect(lines.join('')).toBe('夜の河口で、ネオンがほどける');
  });

  it('draws Hebrew from the right, with numbers and Latin the right way round', () => {
    const set1 = set('שלום (Live) 2026', { sizes: [30] });
    expect(set1.rtl).toBe(true);
    expect(seen(set1)).toEqual(['2026 (Live) םולש']);
    expect(seen(set('Song שלום עולם end', { sizes: [30] }))).toEqual(['Song םלוע םולש end']);
    expect(seen(set('(שיר)', { sizes: [30] }))).toEqual(['(ריש)']);
  });

  it('gives an ampersand a node of its own, so that no entity is ever spelled in one', () => {
    const [line = []] = set('R&amp;B', { sizes: [30] }).lines;
    expect(line.map(run => (run.kind === 'text' ? run.text : ''))).toEqual(['R', '&', 'amp;B']);
  });

  it('is empty for nothing', () => expect(set('').lines).toEqual([]));
});
