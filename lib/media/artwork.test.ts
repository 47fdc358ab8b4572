import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { MAX_BYTES } from './artwork-refusal';
import { prepareArtwork, toCardJpeg } from './artwork';

function gradient(width: number, height: number): Sharp {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set([(x * 255) / width, (y * 255) / height, 90], (y * width + x) * 3);
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function ok(bytes: Buffer) {
  const result = await prepareArtwork(bytes);
  if (result.kind === 'refused') throw new Error(result.message);
  return result;
}

async function pixel(bytes: Buffer, x: number, y: number): Promise<number[]> {
  return [...(await sharp(bytes).extract({ left: x, top: y, width: 1, height: 1 }).raw().toBuffer())];
}

describe('artwork', () => {
  it('comes in two square WebP sizes under their own hashes, without metadata', async () => {
    const source = await gradient(1300, 1300)
      .withExif({ IFD0: { Copyright: 'me' } })
      .jpeg()
      .toBuffer();
    const { large, small, cardJpeg, notes } = await ok(source);
    expect([large.width, large.height, small.width, small.height]).toEqual([1200, 1200, 640, 640]);
    for (const file of [large, small]) {
      const meta = await sharp(file.bytes).metadata();
      expect([meta.format, meta.width, meta.exif, meta.icc]).toEqual(['webp', file.width, undefined, undefined]);
      expect(file.hash).toBe(createHash('sha256').update(file.bytes).digest('hex'));
    }
    expect(await sharp(cardJpeg).metadata()).toMatchObject({ format: 'jpeg', width: 630, height: 630 });
    expect(await toCardJpeg(large.bytes)).toEqual(cardJpeg);
    expect(notes).toEqual([]);
  });

  it('is the same files for the same bytes', async () => {
    const source = await gradient(400, 400).png().toBuffer();
    const [one, other] = [await ok(source), await ok(source)];
    expect([one.large.hash, one.small.hash, one.theme]).toEqual([other.large.hash, other.small.hash, other.theme]);
    expect([one.large.width, one.small.width]).toEqual([400, 400]);
    expect(one.notes.join()).toMatch(/only 400 pixels/);
  });

  it('keeps the small file within 60 kB whatever the picture', { timeout: 30_000 }, async () => {
    const { data } = await sharp({
      create: {
        width: 640,
        height: 640,
        channels: 3,
        background: '#808080',
        noise: { type: 'gaussian', mean: 128, sigma: 90 },
      },
    })
      .png()
      .toBuffer({ resolveWithObject: true });
    const { small } = await ok(data);
    expect(small.bytes.length).toBeLessThanOrEqual(60_000);
    expect(small.width).toBeGreaterThanOrEqual(300);
  });

  it('stands upright as EXIF says', async () => {
    const upright = sharp({ create: { width: 600, height: 600, channels: 3, background: '#0000ff' } }).composite([
      { input: { create: { width: 600, height: 300, channels: 3, background: '#ff0000' } }, top: 0, left: 0 },
    ]);
    // Orientation 6: the stored picture is to be turned a quarter clockwise, so its left side ends on top.
    const turned = await sharp(await upright.png().toBuffer())
      .rotate(-90)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { large } = await ok(turned);
    const [red, blue] = [await pixel(large.bytes, 300, 60), await pixel(large.bytes, 300, 540)];
    expect(red[0]).toBeGreaterThan(200);
    expect(blue[2]).toBeGreaterThan(200);
  });

  it('trims a picture that is nearly square and pads a longer one with its own colour, and says so', async () => {
    const trimmed = await ok(await gradient(500, 485).png().toBuffer());
    expect([trimmed.large.width, trimmed.notes.join()]).toEqual([485, expect.stringMatching(/trimmed/)]);
    const wide = sharp({ create: { width: 600, height: 350, channels: 3, background: '#aa3300' } });
    const padded = await ok(await wide.png().toBuffer());
    expect([padded.large.width, padded.large.height]).toEqual([600, 600]);
    expect(padded.notes.join()).toMatch(/not square/);
    const [top, middle] = [await pixel(padded.large.bytes, 300, 5), await pixel(padded.large.bytes, 300, 300)];
    for (let c = 0; c < 3; c++) expect(Math.abs((top[c] ?? 0) - (middle[c] ?? 0))).toBeLessThan(8);
  });

  it('reads grey, transparent, 16-bit and CMYK pictures', async () => {
    const grey = await ok(await gradient(700, 400).greyscale().png().toBuffer());
    expect((await sharp(grey.large.bytes).metadata()).space).toBe('srgb');
    await ok(
      await sharp({ create: { width: 400, height: 400, channels: 4, background: '#00000000' } })
        .png()
        .toBuffer(),
    );
    await ok(await gradient(400, 400).toColourspace('rgb16').png().toBuffer());
    await ok(await gradient(400, 400).toColourspace('cmyk').jpeg().toBuffer());
    await ok(await gradient(400, 400).webp({ lossless: true }).toBuffer());
  });
});

describe('artwork is refused with a way on', () => {
  const moving = async () => {
    const frame = await gradient(400, 400).png().toBuffer();
    return sharp([frame, await sharp(frame).negate().toBuffer()], { join: { animated: true } });
  };
  const cases: [string, string, () => Promise<Buffer> | Buffer][] = [
    ['an empty file', 'not_an_image', () => Buffer.alloc(0)],
    ['text', 'not_an_image', () => Buffer.from('hello, I am a cover')],
    ['an SVG', 'unsupported', () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a PDF', 'unsupported', () => Buffer.from('%PDF-1.7 ...')],
    ['a GIF', 'unsupported', () => gradient(400, 400).gif().toBuffer()],
    ['a TIFF', 'unsupported', () => gradient(400, 400).tiff().toBuffer()],
    ['an AVIF', 'unsupported', () => gradient(400, 400).avif({ effort: 0 }).toBuffer()],
    ['an iPhone photo', 'unsupported', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['a moving WebP', 'animated', async () => (await moving()).webp({ delay: [90, 90] }).toBuffer()],
    ['a small picture', 'too_small', () => gradient(299, 800).png().toBuffer()],
    ['a strip', 'not_square', () => gradient(1300, 400).png().toBuffer()],
    ['21 MB', 'too_large', () => Buffer.alloc(MAX_BYTES + 1)],
    ['half a JPEG', 'damaged', async () => (await gradient(900, 900).jpeg().toBuffer()).subarray(0, 8000)],
    ['a PNG of zeros', 'damaged', () => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(500)])],
  ];
  it.each(cases)('%s: %s', async (_, reason, make) => {
    const result = await prepareArtwork(await make());
    expect(result).toMatchObject({ kind: 'refused', reason, message: expect.stringMatching(/^[A-Z][^{}]+\.$/) });
  });

  it('a bomb of pixels, before decoding it', async () => {
    const bomb = await sharp({ create: { width: 7100, height: 7100, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 6 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await prepareArtwork(bomb)).toMatchObject({ kind: 'refused', reason: 'too_many_pixels' });
  });

  it('an animated PNG', async () => {
    const still = await gradient(400, 400).png().toBuffer();
    // After the 33 bytes of signature and IHDR: an empty acTL chunk, whose CRC nobody reads before refusing.
    const acTL = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('acTL'), Buffer.alloc(12)]);
    const apng = Buffer.concat([still.subarray(0, 33), acTL, still.subarray(33)]);
    expect(await prepareArtwork(apng)).toMatchObject({ kind: 'refused', reason: 'animated' });
  });
});
