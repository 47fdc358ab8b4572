// A process of its own for Satori: bounded in memory and time by its parent, without a network, fed with cleaned text only.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { ImageResponse } from '@vercel/og';
import { ShareCard } from '../../components/card/share-card';
import { fit } from './card-fit';
import { loadCardFonts } from './card-fonts';
import { cardText, type CardText, type Glyphs } from './card-text';
import type { CardRequest } from './share-card';

globalThis.fetch = () => Promise.reject(new Error('the share card reaches for no network'));

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'fonts');
const SIZE = { width: 1200, height: 630 };
const TITLE_SIZES = [112, 96, 84, 72, 62, 54, 46, 40, 34];
const TITLE_HEIGHT = 340;

const { fonts, covers } = loadCardFonts(FOLDER);
const pictures = JSON.parse(brotliDecompressSync(readFileSync(join(FOLDER, 'emoji.json.br'))).toString()) as Record<
  string,
  string
>;
const glyphs: Glyphs = { covers, emoji: code => (Object.hasOwn(pictures, code) ? (pictures[code] ?? null) : null) };

/** A title at the largest size that fits; one too long at the smallest is shortened by whole graphemes until it does. */
function setTitle(title: string, columnPx: number): CardText & { size: number } {
  for (let length = 200; ; length = Math.floor(length * 0.85)) {
    const text = cardText(title, glyphs, length);
    const fits = fit(text, TITLE_SIZES, columnPx, TITLE_HEIGHT, text.rtl ? 1.4 : 1.04);
    if (fits) return { ...text, size: fits.size };
  }
}

async function draw(card: CardRequest): Promise<string> {
  const column = card.artwork ? 438 : 1012;
  const image = new ImageResponse(
    <ShareCard
      artist={{ ...cardText(card.artist, glyphs, card.artwork ? 34 : 60), size: 34 }}
      title={setTitle(card.title, column)}
      line={{ ...cardText(card.line, glyphs, 60), size: 32 }}
      palette={card.palette}
      artwork={card.artwork}
    />,
    { ...SIZE, fonts, emoji: undefined },
  );
  return Buffer.from(await image.arrayBuffer()).toString('base64');
}

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const cards = JSON.parse(Buffer.concat(chunks).toString()) as CardRequest[];
for (const card of cards) {
  const png = await draw(card).catch(() => '');
  process.stdout.write(`${png}\n`);
}
