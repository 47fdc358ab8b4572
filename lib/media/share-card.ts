import sharp from 'sharp';
import type { Palette, Theme } from '../domain/theme';
import { drawCards } from './card-drawing';

export type Card = {
  artist: string;
  title: string;
  /** "Out Friday, 12 December 2026" or "Out now" */ line: string;
  artworkJpeg: Buffer | null;
  theme: Theme;
};
/** A card on its way to the drawing process; `artwork` is a data URI. */
export type CardRequest = { artist: string; title: string; line: string; palette: Palette; artwork: string | null };
export type DrawnCard = { bytes: Buffer; contentType: 'image/jpeg'; /** true: without its text */ fallback: boolean };

const WIDTH = 1200;
const HEIGHT = 630;
const SPINE = 44;
const MAX_BYTES = 300_000;

/**
 * Draws share pictures, 1200 x 630 and at most 300 kB each, in a process of their own that is started once for all of them. One
 * that cannot be drawn in time becomes the artwork on the page's colours, without text; none is ever missing. Takes artwork as
 * `prepareArtwork` and `toCardJpeg` make it.
 */
export async function renderShareCards(cards: readonly Card[]): Promise<DrawnCard[]> {
  const pngs = await drawCards(
    cards.map(({ artworkJpeg, theme, artist, title, line }) => ({
      artist,
      title,
      line,
      palette: paletteBeside(theme),
      artwork: artworkJpeg && `data:image/jpeg;base64,${artworkJpeg.toString('base64')}`,
    })),
  );
  return Promise.all(
    cards.map(async (card, i): Promise<DrawnCard> => {
      const png = pngs[i];
      const bytes = png ? await compress(png).catch(() => null) : null;
      if (bytes) return { bytes, contentType: 'image/jpeg', fallback: false };
      return { bytes: await plainCard(card), contentType: 'image/jpeg', fallback: true };
    }),
  );
}

/** The mode that goes on where the cover leaves off: a pale panel beside a pale cover, a deep one beside a dark one. */
function paletteBeside({ light, dark, placeholder }: Theme): Palette {
  const bytes = [1, 3, 5].map(at => Number.parseInt(placeholder.slice(at, at + 2), 16));
  const [red = 0, green = 0, blue = 0] = bytes;
  const palette = red * 0.3 + green * 0.59 + blue * 0.11 > 150 ? light : dark;
  // A theme comes out of the database; only colours may go into the drawing.
  const colours = Object.entries(palette).map(([name, colour]) => [
    name,
    /^#[0-9a-f]{6}$/i.test(colour) ? colour : '#808080',
  ]);
  return Object.fromEntries(colours) as Palette;
}

async function compress(png: Buffer): Promise<Buffer> {
  for (const quality of [88, 80, 70, 58, 44]) {
    const jpeg = await sharp(png)
      .jpeg({ quality, chromaSubsampling: quality > 60 ? '4:4:4' : '4:2:0' })
      .toBuffer();
    if (jpeg.length <= MAX_BYTES) return jpeg;
  }
  return sharp(png).jpeg({ quality: 24 }).toBuffer();
}

/** The sleeve alone, without a letter; drawn by sharp in this process. */
async function plainCard({ artworkJpeg, theme }: Card): Promise<Buffer> {
  const palette = paletteBeside(theme);
  const field = (width: number, background: string) =>
    sharp({ create: { width, height: HEIGHT, channels: 3, background } })
      .png()
      .toBuffer();
  const spine = await field(SPINE, artworkJpeg ? palette.accent : palette.onAccent);
  const cover =
    artworkJpeg &&
    (await sharp(artworkJpeg)
      .resize(HEIGHT, HEIGHT, { fit: 'cover' })
      .toBuffer()
      .catch(() => null));
  const ground = await field(WIDTH, artworkJpeg ? palette.paper : palette.accent);
  const layers = [{ input: spine, left: 0, top: 0 }, ...(cover ? [{ input: cover, left: SPINE, top: 0 }] : [])];
  return compress(await sharp(ground).composite(layers).png().toBuffer());
}
