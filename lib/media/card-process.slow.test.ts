import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { prepareArtwork } from './artwork';
import { renderShareCards, type Card } from './share-card';
import { defaultTheme } from './theme';

const plain: Card = { artist: 'Marlow Vey', title: 'Sun', line: 'Out now', artworkJpeg: null, theme: defaultTheme };

/** Where a card differs from the same one without text, as a share of its pixels right of the spine. */
async function inked(card: Buffer, empty: Buffer): Promise<number> {
  const [one, other] = await Promise.all([card, empty].map(bytes => sharp(bytes).greyscale().raw().toBuffer()));
  let differing = 0;
  one?.forEach((value, i) => (differing += Math.abs(value - (other?.[i] ?? 0)) > 40 ? 1 : 0));
  return differing / (1200 * 630);
}

describe('the drawing process', () => {
  it('draws markup exactly as its typographic doubles, in every field', async () => {
    const pairs = [
      ['<img src=x>', '‹img src=x›'],
      ['</text><script>alert(1)</script>', '‹/text›‹script›alert(1)‹/script›'],
      ['<![CDATA[ ]]>', '‹![CDATA[ ]]›'],
      ['x" onload="y', 'x” onload=”y'],
    ] as const;
    const cards = pairs.flatMap(pair => pair.map(text => ({ ...plain, artist: text, title: text, line: text })));
    const drawn = await renderShareCards(cards);
    expect(drawn.map(card => card.fallback)).toEqual(cards.map(() => false));
    for (let i = 0; i < drawn.length; i += 2)
      expect(drawn[i]?.bytes.equals(drawn[i + 1]?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  it('draws an entity letter by letter and not as what it stands for', async () => {
    const [entity, letter, again] = await renderShareCards(['&lt;', '‹', '&lt;'].map(title => ({ ...plain, title })));
    expect(entity?.fallback).toBe(false);
    expect(entity?.bytes.equals(letter?.bytes ?? Buffer.alloc(0))).toBe(false);
    expect(entity?.bytes.equals(again?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  it('puts text on the card in every script it has fonts for', async () => {
    const titles = [
      '',
      'Reeded Sun',
      'Северное',
      'Ώρα',
      '夜の河口',
      '봄밤',
      '你好',
      'شمس',
      'שלום',
      'คืน',
      'रात',
      '🔥',
      '→★',
    ];
    const [empty, ...cards] = await renderShareCards(titles.map(title => ({ ...plain, title })));
    const shares = await Promise.all(cards.map(card => inked(card.bytes, empty?.bytes ?? Buffer.alloc(0))));
    expect(cards.filter(card => card.fallback)).toEqual([]);
    for (const share of shares) expect(share).toBeGreaterThan(0.004);
  });

  it('keeps text off the artwork and inside the card, however long', async () => {
    const art = await prepareArtwork(await readFile('e2e/artwork/midnight.jpg'));
    const artworkJpeg = art.kind === 'ok' ? art.cardJpeg : null;
    const long = ['W'.repeat(900), 'Word '.repeat(300), '夜'.repeat(400), 'شمس القمر '.repeat(90), '🔥'.repeat(300)];
    const cards = await renderShareCards(
      [...long, ''].map(text => ({ ...plain, title: text, artist: text, artworkJpeg })),
    );
    const edges = [
      { left: 0, top: 0, width: 674, height: 630 },
      { left: 1172, top: 0, width: 28, height: 630 },
      { left: 674, top: 0, width: 526, height: 24 },
      { left: 674, top: 606, width: 526, height: 24 },
    ];
    const cut = (bytes: Buffer) =>
      Promise.all(edges.map(edge => sharp(bytes).extract(edge).greyscale().raw().toBuffer()));
    const empty = await cut(cards.at(-1)?.bytes ?? Buffer.alloc(0));
    for (const card of cards.slice(0, -1)) {
      const parts = await cut(card.bytes);
      const worst = parts.map((part, i) =>
        part.reduce((most, value, at) => Math.max(most, Math.abs(value - (empty[i]?.[at] ?? 0))), 0),
      );
      for (const difference of worst) expect(difference).toBeLessThan(48);
    }
  });

  it('falls back to the sleeve without text when a card cannot be drawn, and draws the others', async () => {
    const broken = { ...plain, artworkJpeg: Buffer.from('not a picture') };
    const [one, other] = await renderShareCards([broken, plain]);
    expect([one?.fallback, other?.fallback]).toEqual([true, false]);
    expect(await sharp(one?.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 });
  });

  it('takes no colour from a theme that is none', async () => {
    const bad = '#000"/><image href="http://127.0.0.1/"/>';
    const palette = { ...defaultTheme.dark, paper: bad, accent: bad, onAccent: bad };
    const theme = { light: palette, dark: palette, placeholder: bad };
    const [card] = await renderShareCards([{ ...plain, theme }]);
    expect(await sharp(card?.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 });
  });
});
