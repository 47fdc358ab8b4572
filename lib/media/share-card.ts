import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import sharp from 'sharp';
import type { Palette, Theme } from '../domain/theme';

export type Card = {
  artist: string;
  title: string;
  /** "Out now" */ line: string;
  artworkJpeg: Buffer | null;
  theme: Theme;
};
/** A card on its way to the drawing process. */
export type CardRequest = { artist: string; title: string; line: string; palette: Palette; artwork: string | null };
export type DrawnCard = { bytes: Buffer; contentType: 'image/jpeg'; /** true: without its text */ fallback: boolean };

const WIDTH = 1200;
const HEIGHT = 630;
const SPINE = 44;
const MAX_BYTES = 300_000;
/** Start-up included, for the first card; generous, because a campaign is saved once and its machine may be busy. */
const TIME_LIMIT_MS = 30_000;
const PER_CARD_MS = 700;
const MEMORY_MB = 512;

/** One drawing process at a time: it is the largest thing this program does. */
const one = pLimit(1);

// Inside a Next bundle import.meta.url points into the bundle; the working directory is the checkout in both cases.
const SCRIPT = join(process.cwd(), 'lib', 'media', 'card-process.tsx');

/**
 * Draws share pictures, 1200 x 630 and at most 300 kB each, in a process of their own. One that cannot be drawn in time becomes
 * the artwork on the page's colours, without text; none is ever missing.
 */
export async function renderShareCards(cards: readonly Card[]): Promise<DrawnCard[]> {
  const requests = cards.map(({ artworkJpeg, theme, ...text }): CardRequest => ({
    ...text,
    palette: theme.dark,
    artwork: artworkJpeg && `data:image/jpeg;base64,${artworkJpeg.toString('base64')}`,
  }));
  const pngs = await one(() => draw(requests)).catch(() => []);
  return Promise.all(
    cards.map(async (card, i) => {
      const png = pngs[i];
      const drawn = png ? await compress(png).catch(() => null) : null;
      return drawn
        ? { bytes: drawn, contentType: 'image/jpeg', fallback: false }
        : { bytes: await plainCard(card), contentType: 'image/jpeg', fallback: true };
    }),
  );
}

/** Runs the drawing process. Resolves with what it managed before it ended or its time was up. */
function draw(requests: CardRequest[]): Promise<(Buffer | null)[]> {
  if (!existsSync(SCRIPT)) return Promise.resolve([]);
  return new Promise(resolve => {
    const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY_MB}`, '--import', 'tsx', SCRIPT], {
      stdio: ['pipe', 'pipe', 'ignore'],
      // no secret of ours goes where foreign text is laid out
      env: { PATH: '/usr/bin:/bin', NODE_ENV: 'production' },
      timeout: TIME_LIMIT_MS + requests.length * PER_CARD_MS,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stdin.on('error', () => undefined);
    child.on('error', () => resolve([]));
    child.on('close', () => {
      const lines = Buffer.concat(chunks).toString('latin1').split('\n').slice(0, -1);
      resolve(lines.map(line => (line ? Buffer.from(line, 'base64') : null)));
    });
    child.stdin.end(JSON.stringify(requests));
  });
}

async function compress(png: Buffer): Promise<Buffer> {
  for (const quality of [86, 76, 64, 50]) {
    const jpeg = await sharp(png).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
    if (jpeg.length <= MAX_BYTES) return jpeg;
  }
  return sharp(png).jpeg({ quality: 40 }).toBuffer();
}

/** The artwork on its colours, without a letter. */
async function plainCard({ artworkJpeg, theme }: Card): Promise<Buffer> {
  const spine = await sharp({ create: { width: SPINE, height: HEIGHT, channels: 3, background: theme.dark.accent } })
    .png()
    .toBuffer();
  const cover = artworkJpeg && (await sharp(artworkJpeg).resize(HEIGHT, HEIGHT, { fit: 'cover' }).toBuffer());
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: theme.dark.paper } })
    .composite([{ input: spine, left: 0, top: 0 }, ...(cover ? [{ input: cover, left: SPINE, top: 0 }] : [])])
    .jpeg({ quality: 84 })
    .toBuffer();
}
