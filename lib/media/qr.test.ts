import fc from 'fast-check';
import { decodeQR } from 'qr/decode.js';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { wcagContrast } from 'culori';
import { qrInk, qrPng, qrSvg } from './qr';

const ADDRESS = 'https://upbeat.example/glass-harbour?c=instagram';

/** What a scanner reads in a picture. */
async function scan(picture: Sharp): Promise<string> {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data: new Uint8Array(data) });
}

const hex = fc.integer({ min: 0, max: 0xffffff }).map(n => `#${n.toString(16).padStart(6, '0')}`);

describe('a QR code', () => {
  it('scans in whatever colour the artwork has', async () => {
    await fc.assert(
      fc.asyncProperty(hex, async colour => {
        expect(await scan(sharp(await qrPng(ADDRESS, colour, 400)))).toBe(ADDRESS);
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it('is dark enough on white, in its own hue where that can be', () => {
    fc.assert(
      fc.property(hex, colour => {
        expect(wcagContrast(qrInk(colour), '#ffffff')).toBeGreaterThanOrEqual(7);
      }),
    );
    expect(qrInk('#ffee00')).not.toBe('#000000');
    expect(qrInk('nonsense')).toBe('#000000');
  });

  it.each<[string, (png: Buffer) => Sharp]>([
    ['small', png => sharp(png).resize(140)],
    ['askew', png => sharp(png).rotate(11, { background: '#ffffff' })],
    ['out of focus', png => sharp(png).blur(2.5)],
    ['on a dark poster', png => sharp(png).extend({ top: 80, bottom: 80, left: 80, right: 80, background: '#101014' })],
    ['squeezed hard', png => sharp(png).flatten().jpeg({ quality: 20 })],
  ])('scans %s', async (_, spoil) => {
    const spoiled = await spoil(await qrPng(ADDRESS, '#c2410c', 600)).toBuffer();
    expect(await scan(sharp(spoiled))).toBe(ADDRESS);
  });

  it('scans with a sticker on a tenth of it', async () => {
    const png = await qrPng(ADDRESS, '#1d4ed8', 600);
    const { width } = await sharp(png).metadata();
    const side = Math.round(width * 0.28);
    const sticker = await sharp({ create: { width: side, height: side, channels: 3, background: '#ffffff' } })
      .png()
      .toBuffer();
    const at = Math.round((width - side) / 2);
    expect(
      await scan(
        sharp(
          await sharp(png)
            .composite([{ input: sticker, left: at, top: at }])
            .toBuffer(),
        ),
      ),
    ).toBe(ADDRESS);
  });

  it('is print sized with whole pixels to a module', async () => {
    const png = sharp(await qrPng(ADDRESS, '#1d4ed8', 2_048));
    const { width, height } = await png.metadata();
    const modules = Number(/viewBox="0 0 (\d+)/.exec(qrSvg(ADDRESS, '#1d4ed8'))?.[1]);
    expect(width).toBe(height);
    expect(width % modules).toBe(0);
    expect(width).toBeGreaterThan(2_048 - modules);
    expect(await scan(png)).toBe(ADDRESS);
  });

  it('keeps four modules of white around it, in SVG too', async () => {
    const svg = qrSvg(ADDRESS, '#000000');
    const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h/g)) {
      expect(Math.min(Number(x), Number(y))).toBeGreaterThanOrEqual(4);
      expect(Math.max(Number(x) + Number(width), Number(y) + 1)).toBeLessThanOrEqual(side - 4);
    }
    expect(await scan(sharp(Buffer.from(svg), { density: 72 * 8 }))).toBe(ADDRESS);
  });
});
