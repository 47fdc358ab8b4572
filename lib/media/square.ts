import type { Sharp } from 'sharp';
import sharp from 'sharp';

/** Raw RGB pixels of a square picture, `side` px a side, and what was done to make it so. */
export type Square = { data: Buffer; side: number; notes: string[] };

/** How far from square a picture may be and still be cropped: a scan's crooked edge, not a composition. */
const CROP_WITHIN = 1.05;

/**
 * Makes an opened picture square, upright, opaque and sRGB, at most `limit` px a side. `width` and `height` are its upright size.
 * Throws what sharp throws for broken pixels.
 */
export async function squareOf(picture: Sharp, width: number, height: number, limit: number): Promise<Square> {
  const upright = picture
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .timeout({ seconds: 30 });
  const ratio = Math.max(width, height) / Math.min(width, height);
  if (ratio <= CROP_WITHIN) {
    const side = Math.min(limit, width, height);
    const data = await rgb(upright.resize(side, side, { fit: 'cover', position: 'centre' }));
    const notes =
      width === height ? [] : [`The picture is ${width} × ${height}: its edges were trimmed to make it square.`];
    return { data, side, notes: [...notes, ...smallNote(Math.min(width, height))] };
  }
  const side = Math.min(limit, Math.max(width, height));
  const inner = await upright
    .resize(side, side, { fit: 'inside' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width: w, height: h, channels } = inner.info;
  const raw = { raw: { width: w, height: h, channels } };
  const top = (side - h) >> 1;
  const left = (side - w) >> 1;
  const padded = sharp(inner.data, raw)
    .toColourspace('srgb')
    .extend({
      top,
      bottom: side - h - top,
      left,
      right: side - w - left,
      background: edgeColour(inner.data, w, h, channels),
    });
  const note = `The picture is ${width} × ${height}, not square: it stands whole on a square of its own colour. Stores ask for a square cover; upload that one if you have it.`;
  return { data: await rgb(padded), side, notes: [note, ...smallNote(Math.min(width, height))] };
}

function smallNote(shortSide: number): string[] {
  if (shortSide >= 640) return [];
  return [
    `The picture is only ${shortSide} pixels on its short side and will look soft. 3000 × 3000 is what stores ask for.`,
  ];
}

async function rgb(picture: Sharp): Promise<Buffer> {
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  if (info.channels === 3) return data;
  // A grey source can come out of sharp with one band: spread it over three.
  const out = Buffer.alloc((data.length / info.channels) * 3);
  for (let i = 0; i < out.length; i++) out[i] = data[Math.floor(i / 3) * info.channels] ?? 0;
  return out;
}

/** The mean colour of the two long edges, where the padding meets the picture. */
function edgeColour(
  data: Buffer,
  width: number,
  height: number,
  channels: number,
): { r: number; g: number; b: number } {
  const wide = width >= height;
  const length = wide ? width : height;
  const mean = (band: number) => {
    let sum = 0;
    for (let i = 0; i < length; i++) {
      const near = wide ? i : i * width;
      const far = wide ? (height - 1) * width + i : i * width + width - 1;
      sum += (data[near * channels + band] ?? 0) + (data[far * channels + band] ?? 0);
    }
    return Math.round(sum / (2 * length));
  };
  return channels < 3 ? { r: mean(0), g: mean(0), b: mean(0) } : { r: mean(0), g: mean(1), b: mean(2) };
}
