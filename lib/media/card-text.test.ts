import { describe, expect, it } from 'vitest';
import { cardFaces } from './card-fonts';
import { emojiPicture } from './card-emoji';
import { cardText, type Glyph } from './card-text';

const glyphs = { faces: cardFaces('display'), emoji: emojiPicture };
const shown = (glyph: Glyph) => (glyph.kind === 'emoji' ? '[emoji]' : glyph.text);
const text = (given: string) => cardText(given, glyphs).map(shown).join('');

describe('cardText', () => {
  it.each([
    ['<img src=x onerror="alert(1)">', '‹img src=x onerror=”alert(1)”›'],
    ["</text><script>alert('x')</script>", '‹/text›‹script›alert(’x’)‹/script›'],
    [']]><![CDATA[', ']]›‹![CDATA['],
    ['&lt;b&gt; &#60; R&B', '&lt;b&gt; &#60; R&B'],
    ['"Heroes" `tick`', '“Heroes” ‘tick‘'],
    ['＜ｉｍｇ＞ ﹤b﹥', '＜ｉｍｇ＞ ﹤b﹥'],
  ])('shows %s as plain text that opens no markup', (given, expected) => {
    expect(text(given)).toBe(expected);
    expect(text(given)).not.toMatch(/[<>"'`]/);
  });

  it.each([
    'Glass Harbour',
    'Группа крови',
    'Ελλάδα Ώρα',
    'ネオンの河口',
    '안녕하세요',
    '你好世界',
    'สวัสดี น้ำ',
    'नमस्ते',
    'Þórunn Łódź Việt Nam',
    '→ ★ ♥ ♪ © ™ ½',
  ])('%s keeps all its letters', given => {
    expect(text(given)).toBe(given.normalize('NFC'));
  });

  it('gives Arabic letters the shape they have between their neighbours', () => {
    expect(text('شمس')).toBe('\ufeb7\ufee4\ufeb2');
    expect(text('سلام')).toBe('\ufeb3\ufefc\ufee1');
    expect(text('دار')).toBe('\ufea9\ufe8d\ufead');
    expect(text('گل')).toBe('\ufb94\ufede');
    expect(text('ليلى')).toBe('\ufedf\ufef4\ufee0\ufef0');
    expect(text('دوستی')).toBe('\ufea9\ufeed\ufeb3\ufe98\ufbfd');
    expect(text('شمس').normalize('NFKC')).toBe('شمس');
  });

  it('puts the Devanagari short i before its consonants, where it is drawn', () => {
    expect(text('दिल')).toBe('\u093fदल');
  });

  it('draws emoji as pictures, families, flags and keycaps included', () => {
    expect(text('Fire 🔥!')).toBe('Fire [emoji]!');
    for (const one of ['👨‍👩‍👧', '🏳️‍🌈', '🇯🇵', '1️⃣', '👍🏽', '❤️']) expect(text(one)).toBe('[emoji]');
  });

  it('swaps what no font has for its plain form and drops what has none', () => {
    expect(text('𝕄𝕒𝕥𝕙 ① ﬁn')).toBe('Math 1 fin');
    expect(text('a\u0000b\u202ec\u200d \uD800 d \ufeff𓀀')).toBe('abc d');
  });

  it('leaves out a text that would lose more than a third of its letters', () => {
    expect(text('𓀀𓀁𓀂 ab')).toBe('');
    expect(text('')).toBe('');
    expect(text('\u200b\n\u2066')).toBe('');
  });

  it('holds a stack of accents down', () => {
    expect([...text(`a${'\u0334\u0335'.repeat(200)}`)].length).toBeLessThanOrEqual(3);
    expect(cardText('Z̷̢̛a̸l̶g̴o̵'.repeat(40), glyphs).map(shown).join('')).toMatch(/^(?:Z\p{M}{0,2}algo)+$/u);
  });

  it('says how wide every letter is', () => {
    const [em, i] = [cardText('M', glyphs), cardText('i', glyphs)].map(([glyph]) => glyph?.width ?? 0);
    expect(em).toBeGreaterThan(0.6);
    expect(i).toBeLessThan(0.35);
    expect(cardText('夜', glyphs)[0]?.width).toBe(1);
  });
});
