import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fit, linesAt } from './card-fit';
import { loadCardFonts } from './card-fonts';
import { cardText, type CardText, type Glyphs } from './card-text';

const { covers } = loadCardFonts(join(import.meta.dirname, 'fonts'));
const glyphs: Glyphs = {
  covers,
  emoji: code => (['1f525', '1f468-200d-1f469-200d-1f467'].includes(code) ? `<svg id="${code}"/>` : null),
};
const plain = ({ words }: CardText) =>
  words.map(w => w.pieces.map(p => (p.kind === 'text' ? p.text : '[emoji]')).join('')).join(' ');
const text = (given: string, max = 200) => plain(cardText(given, glyphs, max));

describe('cardText', () => {
  it('lets no character of markup through, in any place', () => {
    const shown = text(`<img src=x onerror="alert('1')"> &lt;script&gt; ]]><![CDATA[ </text>`);
    expect(shown).not.toMatch(/[<>&"']/);
    expect(shown).toContain('‹img src=x');
  });

  it.each([
    'Glass Harbour',
    'Группа крови',
    'Ελλάδα',
    'ネオンの河口',
    '안녕하세요',
    '你好世界',
    'สวัสดี',
    'नमस्ते',
    'Þórunn Łódź Việt',
  ])('%s has all its letters', given => {
    expect(text(given)).toBe(given.normalize('NFC'));
  });

  it('has every Arabic letter, and draws Hebrew from right to left', () => {
    expect(cardText('كيفك إنت', glyphs, 50)).toMatchObject({ rtl: true });
    expect(text('كيفك')).toBe('كيفك');
    expect(text('שלום')).toBe([...'שלום'].toReversed().join(''));
  });

  it('draws emoji as pictures, families included, and leaves out what nobody can draw', () => {
    expect(text('Fire 🔥!')).toBe('Fire [emoji]!');
    expect(text('👨‍👩‍👧')).toBe('[emoji]');
    expect(text('a\u0000b\u202ec\u200d \uD800 d 𓀀')).toBe('abc d');
  });

  it('holds a stack of accents to three', () => {
    expect([...text(`a${'\u0301'.repeat(200)}`)].length).toBeLessThanOrEqual(4);
  });

  it('cuts by whole graphemes and says that it did', () => {
    expect(text('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 2)).toBe('[emoji][emoji] …');
    expect(text('Glass Harbour', 7)).toBe('Glass Ha …');
  });

  it('is empty for a text of nothing', () => expect(cardText('\u200b \n', glyphs, 9).words).toEqual([]));
});

describe('fit', () => {
  const sizes = [100, 50, 25];
  it('sets a short title large, a long one smaller, and gives up on what never fits', () => {
    const at = (given: string) => fit(cardText(given, glyphs, 5_000), sizes, 400, 300, 1)?.size;
    expect([at('Short'), at('A title with several more words in it, yes'), at('word '.repeat(400))]).toEqual([
      100,
      50,
      undefined,
    ]);
  });

  it('counts the lines of a text without spaces', () => {
    expect(linesAt(cardText('あ'.repeat(13), glyphs, 50), 96, 438)).toBe(4);
  });
});
