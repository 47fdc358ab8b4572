import { wcagContrast } from 'culori';
import { array, assert, asyncProperty, double, integer, property, record, tuple, uint8Array } from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Palette, Theme } from '../domain/theme';
import { composePalette } from './palette';
import { defaultTheme, themeFrom, themeFromSeed } from './theme';

/** What is wrong with a palette; empty when it keeps what `Palette` promises. */
function faults(palette: Palette): string[] {
  const pairs: [keyof Palette, keyof Palette, number][] = [
    ['text', 'paper', 4.5],
    ['text', 'raised', 4.5],
    ['muted', 'paper', 4.5],
    ['muted', 'raised', 4.5],
    ['onAccent', 'accent', 4.5],
    ['accent', 'paper', 3],
  ];
  return [
    ...Object.values(palette).filter(colour => !/^#[0-9a-f]{6}$/.test(colour)),
    ...pairs
      .filter(([one, other, least]) => wcagContrast(palette[one], palette[other]) < least)
      .map(([one, other]) => `${one} ${palette[one]} on ${other} ${palette[other]}`),
  ];
}

function themeFaults({ light, dark, placeholder }: Theme): string[] {
  return [
    ...faults(light),
    ...faults(dark),
    ...(/^#[0-9a-f]{6}$/.test(placeholder) ? [] : [placeholder]),
    ...(wcagContrast(light.paper, '#000000') > 12 ? [] : [`dim ${light.paper}`]),
    ...(wcagContrast(dark.paper, '#ffffff') > 12 ? [] : [`bright ${dark.paper}`]),
  ];
}

function picture(side: number, at: (x: number, y: number) => readonly [number, number, number]): Promise<Buffer> {
  const data = Buffer.alloc(side * side * 3);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) data.set(at(x, y), (y * side + x) * 3);
  return sharp(data, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
}

const byte = integer({ min: 0, max: 255 });
const rgb = tuple(byte, byte, byte);

describe('a theme', () => {
  it.each([
    ['black', [0, 0, 0]],
    ['white', [255, 255, 255]],
    ['grey', [119, 119, 119]],
    ['pure red', [255, 0, 0]],
    ['pure blue', [0, 0, 255]],
    ['neon green', [57, 255, 20]],
    ['yellow', [255, 255, 0]],
    ['cyan', [0, 255, 255]],
  ] as const)('is readable for a cover of plain %s', async (_, colour) => {
    expect(themeFaults(await themeFrom(await picture(8, () => colour)))).toEqual([]);
  });

  it('is readable for every plain colour and every pair of colours', async () => {
    await assert(
      asyncProperty(rgb, rgb, async (one, other) => {
        expect(themeFaults(await themeFrom(await picture(16, x => (x < 11 ? one : other))))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('is readable for noise and for soft shading', async () => {
    await assert(
      asyncProperty(uint8Array({ minLength: 768, maxLength: 768 }), rgb, async (noise, base) => {
        const noisy = await picture(16, (x, y) => [0, 1, 2].map(c => noise[(y * 16 + x) * 3 + c] ?? 0) as never);
        const soft = await picture(16, (x, y) => base.map(value => Math.min(255, (value * (x + y)) / 24)) as never);
        expect(themeFaults(await themeFrom(noisy))).toEqual([]);
        expect(themeFaults(await themeFrom(soft))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('is readable for any tint and any wishes, even ones no picture has', () => {
    const lch = record({
      l: double({ min: 0, max: 1, noNaN: true }),
      c: double({ min: 0, max: 0.4, noNaN: true }),
      h: double({ min: 0, max: 360, noNaN: true }),
    });
    assert(
      property(lch, array(lch, { maxLength: 3 }), (tint, wishes) => {
        expect(faults(composePalette('light', tint, wishes))).toEqual([]);
        expect(faults(composePalette('dark', tint, wishes))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('takes its accent from the vivid colour and not from the field around it', async () => {
    const theme = await themeFrom(
      await picture(40, (x, y) => ((x - 20) ** 2 + (y - 20) ** 2 < 60 ? [255, 106, 0] : [12, 22, 60])),
    );
    const [r, , b] = [1, 3, 5].map(at => parseInt(theme.dark.accent.slice(at, at + 2), 16));
    expect(r).toBeGreaterThan(200);
    expect(b).toBeLessThan(90);
  });

  it('says the same thing twice', async () => {
    const cover = await picture(24, (x, y) => [x * 10, y * 10, 128]);
    expect(await themeFrom(cover)).toEqual(await themeFrom(cover));
    expect(themeFromSeed('a\nb')).toEqual(themeFromSeed('a\nb'));
  });

  it('is readable without artwork', () => {
    expect(themeFaults(defaultTheme)).toEqual([]);
    const seen = new Set<string>();
    for (let i = 0; i < 200; i++) {
      const theme = themeFromSeed(`release ${i}`);
      expect(themeFaults(theme)).toEqual([]);
      seen.add(theme.light.accent);
    }
    expect(seen.size).toBeGreaterThanOrEqual(8);
  });
});
