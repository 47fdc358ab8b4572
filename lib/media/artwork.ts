import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Theme } from '../domain/theme';
import { MAX_BYTES, MAX_PIXELS, refuse, refuseKind, refuseSize, tooManyPixels, type Refusal } from './artwork-refusal';
import { isAnimatedPng, pictureKind } from './picture-kind';
import { squareOf, type Square } from './square';
import { themeFrom } from './theme';

/** A stored file of the artwork: square, WebP, sRGB, no metadata; `hash` is the SHA-256 of `bytes` in hex. */
export type ArtworkFile = { bytes: Buffer; width: number; height: number; hash: string; contentType: 'image/webp' };

export type PreparedArtwork = {
  kind: 'ok';
  /** 1200 px, or the picture's own size when that is smaller */ large: ArtworkFile;
  /** at most 640 px and 60 kB: the file a phone gets */ small: ArtworkFile;
  theme: Theme;
  /** for the share card */ cardJpeg: Buffer;
  /** sentences for the artist about what was done to the picture */ notes: string[];
};

const LARGE = 1200;
const SMALL = 640;
const SMALL_BYTES = 60_000;
const [WORST, BEST] = [34, 84];
const CARD = 630;

/**
 * Makes the files of a campaign's artwork from an upload. The kind is decided by content; only JPEG, PNG and WebP reach a decoder,
 * within 20 MB and 50 megapixels. EXIF orientation is applied and all metadata dropped. The same bytes give the same files.
 * A picture that is square within 5 % is cropped to its centre; a longer one stands whole on a square of its edge colour, because
 * cropping could cut a face or a name off and the artist would find out from a fan. `notes` says which happened.
 */
export async function prepareArtwork(bytes: Buffer): Promise<PreparedArtwork | Refusal> {
  if (bytes.length > MAX_BYTES)
    return refuse(
      'too_large',
      'The file is larger than 20 MB. Export it as a JPEG of 3000 × 3000 pixels and try again.',
    );
  const kind = pictureKind(bytes);
  if (kind !== 'jpeg' && kind !== 'png' && kind !== 'webp') return refuseKind(kind);

  const opened = await open(bytes);
  if (opened.kind === 'refused') return opened;
  const { square } = opened;
  const large = await encode(square, Math.min(LARGE, square.side), 84);
  const [small, theme, cardJpeg] = await Promise.all([
    smallFile(square),
    themeFrom(large.bytes),
    toCardJpeg(large.bytes),
  ]);
  return { kind: 'ok', large, small, theme, cardJpeg, notes: square.notes };
}

/** The artwork as the share card takes it: a 630 px JPEG. Takes a picture that `prepareArtwork` made. */
export async function toCardJpeg(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes).resize(CARD, CARD, { fit: 'cover' }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer();
}

async function open(bytes: Buffer): Promise<{ kind: 'opened'; square: Square } | Refusal> {
  const damaged = refuse('damaged', 'The picture is damaged and cannot be opened. Export it again and try once more.');
  // `error` takes pictures with harmless oddities in them, yet not one that ends half way.
  const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true });
  try {
    const { width, height, pages, autoOrient } = await picture.metadata();
    const moves = (pages ?? 1) > 1 || isAnimatedPng(bytes);
    const refused = refuseSize(autoOrient.width, autoOrient.height);
    if (refused) return refused;
    if (moves)
      return refuse('animated', 'The picture moves. Covers stand still: upload a single frame as a JPEG or PNG.');
    if (!width || !height) return damaged;
    return { kind: 'opened', square: await squareOf(picture, autoOrient.width, autoOrient.height, LARGE) };
  } catch (error) {
    if (error instanceof Error && /pixel limit/i.test(error.message)) return tooManyPixels;
    return damaged;
  }
}

/** The best quality that fits; a picture that fits at none (film grain, noise) gets fewer pixels instead of worse ones. */
async function smallFile(square: Square): Promise<ArtworkFile> {
  for (let side = Math.min(SMALL, square.side); ; side = Math.round(side * 0.85)) {
    const best = await encode(square, side, BEST);
    if (best.bytes.length <= SMALL_BYTES) return best;
    let fitting: ArtworkFile | null = null;
    for (let low = WORST, high = BEST; high - low > 4;) {
      const quality = (low + high) >> 1;
      const tried = await encode(square, side, quality);
      if (tried.bytes.length > SMALL_BYTES) high = quality;
      else [low, fitting] = [quality, tried];
    }
    if (fitting) return fitting;
  }
}

async function encode(square: Square, side: number, quality: number): Promise<ArtworkFile> {
  const { data, side: from } = square;
  const bytes = await sharp(data, { raw: { width: from, height: from, channels: 3 } })
    .resize(side, side)
    .webp({ quality, effort: 4, smartSubsample: true })
    .toBuffer();
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { bytes, width: side, height: side, hash, contentType: 'image/webp' };
}
