import { converter, formatHex, wcagContrast } from 'culori';
import { encodeQR } from 'qr';
import sharp from 'sharp';

/** Modules of empty space around the code (ISO/IEC 18004: four). */
const QUIET = 4;
/** Dark on light, and far apart: below this contrast with the paper cameras in bad light begin to miss. */
const LEAST_CONTRAST = 7;
const PAPER = '#ffffff';
const oklch = converter('oklch');

/** The artwork's colour as a code can wear it: its hue, as dark as it has to be. What is no colour is black. */
export function qrInk(colour: string): string {
  const wished = oklch(colour);
  if (!wished) return '#000000';
  for (let l = Math.min(wished.l, 0.5); l > 0; l -= 0.02) {
    const ink = formatHex({ ...wished, l });
    if (wcagContrast(ink, PAPER) >= LEAST_CONTRAST) return ink;
  }
  return '#000000';
}

/** The rows of the code, quiet zone included; a quarter of it may be lost and it still reads. */
function rowsOf(address: string): boolean[][] {
  return encodeQR(address, 'raw', { ecc: 'quartile', border: QUIET });
}

/**
 * The QR code of an address as SVG: `colour` (`#rrggbb`) on white, one path, sharp at any size. White is part of it, so that it
 * scans on a dark poster too.
 */
export function qrSvg(address: string, colour: string): string {
  const rows = rowsOf(address);
  const runs = rows.flatMap((row, y) => runsOf(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`));
  const side = rows.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="${PAPER}" d="M0 0h${side}v${side}H0z"/><path fill="${qrInk(colour)}" d="${runs.join('')}"/></svg>`;
}

/** Where dark modules stand in a row: the first of each run and how many follow. */
function runsOf(row: readonly boolean[]): [x: number, width: number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}

/** The same as PNG, `side` px or a little less: each module is a whole number of pixels, so that no edge blurs. */
export async function qrPng(address: string, colour: string, side: number): Promise<Buffer> {
  const modules = rowsOf(address).length;
  const scale = Math.max(1, Math.floor(side / modules));
  return sharp(Buffer.from(qrSvg(address, colour)), { density: 72 * scale })
    .resize(modules * scale, modules * scale, { kernel: 'nearest' })
    .png({ palette: true })
    .toBuffer();
}
