import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { renderShareCards, type Card } from './share-card';
import { defaultTheme } from './theme';

const CARDS = 500;
const BATCH = 50;

const PARTS = [
  '<script>alert(1)</script>',
  '</text><image href="http://127.0.0.1:PORT/x"/>',
  '&lt;&amp;&#60;',
  ']]><![CDATA[',
  '"\'><img src=http://127.0.0.1:PORT/y>',
  'url(http://127.0.0.1:PORT/z)',
  'شمس القمر',
  'שלום עולם',
  'ネオンの河口',
  '안녕하세요',
  '🔥👨‍👩‍👧‍👦🏳️‍🌈🇯🇵1️⃣',
  '\u202e\u2066\u200b\u0000\ufeff',
  '\ud800\udfff',
  'Z̷̢̛a̸l̶g̴o̵'.repeat(3),
  '𝕄𝕒𝕥𝕙 ① Ω ★ ♥ → ™',
  'Ünïcödé ß ﬁ ﷽',
  'a'.repeat(5_000),
  'word '.repeat(1_000),
];

/** Deterministic mixtures of the parts. */
function hostile(i: number, port: number): string {
  const pick = (n: number) => PARTS[n % PARTS.length] ?? '';
  return `${pick(i)} ${pick(i * 7 + 3)}${i % 3 === 0 ? pick(i * 13 + 5) : ''}`.replaceAll('PORT', String(port));
}

describe('share cards', () => {
  it(
    'draws hostile titles as 1200 x 630 pictures of at most 300 kB, and asks nobody for anything',
    { timeout: 300_000 },
    async () => {
      const asked: string[] = [];
      const server = createServer((request, answer) => {
        asked.push(request.url ?? '');
        answer.end();
      });
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const artworkJpeg = await sharp(await readFile('e2e/artwork/midnight.jpg'))
        .resize(640)
        .jpeg()
        .toBuffer();
      let fallbacks = 0;
      for (let from = 0; from < CARDS; from += BATCH) {
        const cards = Array.from({ length: BATCH }, (_, i): Card => {
          const title = hostile(from + i, port);
          return {
            artist: hostile(from + i + 1, port),
            title,
            line: 'Out now',
            artworkJpeg: i % 10 === 0 ? artworkJpeg : null,
            theme: defaultTheme,
          };
        });
        for (const card of await renderShareCards(cards)) {
          expect(await sharp(card.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 });
          expect(card.bytes.length).toBeLessThanOrEqual(300_000);
          if (card.fallback) fallbacks += 1;
        }
      }
      server.close();
      expect(asked).toEqual([]);
      expect(fallbacks, 'the text is drawn, not given up').toBe(0);
    },
  );
});
