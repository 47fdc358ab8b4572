import type { PictureKind } from './picture-kind';

export type RefusalReason =
  | 'not_an_image'
  | 'unsupported'
  | 'too_large'
  | 'too_many_pixels'
  | 'too_small'
  | 'not_square'
  | 'animated'
  | 'damaged';

/** A file that cannot become artwork. `message` is a sentence for the artist that names the way on. */
export type Refusal = { kind: 'refused'; reason: RefusalReason; message: string };

export const MAX_BYTES = 20 * 1024 * 1024;
export const MAX_PIXELS = 50_000_000;
export const MIN_SIDE = 300;
/** The longest side over the shortest: beyond it the picture would be a strip on its square. */
export const MAX_RATIO = 2;

const NAMES: Partial<Record<PictureKind, string>> = {
  gif: 'a GIF',
  heic: 'an iPhone photo (HEIC)',
  avif: 'an AVIF picture',
  tiff: 'a TIFF picture',
  bmp: 'a BMP picture',
  pdf: 'a PDF',
  svg: 'an SVG drawing',
  photoshop: 'a Photoshop file',
};

/** Refuses a kind of file that is never decoded here. */
export function refuseKind(kind: PictureKind): Refusal {
  const name = NAMES[kind];
  if (!name)
    return refuse('not_an_image', 'This file is not a picture we can read. Upload the cover as a JPEG, PNG or WebP.');
  return refuse('unsupported', `This is ${name}. Export the cover as a JPEG or PNG and upload that.`);
}

/** Refuses with a reason and its sentence. */
export function refuse(reason: RefusalReason, message: string): Refusal {
  return { kind: 'refused', reason, message };
}

/** The refusal of a picture that would take too much memory to open. */
export const tooManyPixels = refuse(
  'too_many_pixels',
  'The picture has more than 50 megapixels. 3000 × 3000 is plenty: export it at that size and upload that.',
);

/** Refuses a picture by its upright size in pixels, or returns null when the size is fine. */
export function refuseSize(width: number, height: number): Refusal | null {
  const size = `${width} × ${height} pixels`;
  if (width * height > MAX_PIXELS) return tooManyPixels;
  if (Math.min(width, height) < MIN_SIDE)
    return refuse(
      'too_small',
      `The picture is ${size}, too small to look good. Upload one of at least ${MIN_SIDE} × ${MIN_SIDE}, or better 3000 × 3000.`,
    );
  if (Math.max(width, height) / Math.min(width, height) > MAX_RATIO)
    return refuse(
      'not_square',
      `The picture is ${size}, much longer than it is wide or tall. Upload the square cover that your distributor has.`,
    );
  return null;
}
