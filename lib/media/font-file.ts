import { inflateSync } from 'node:zlib';

/** A table of a WOFF file, inflated when it was stored deflated (WOFF 1.0, section 5). */
function woffTable(font: Buffer, wanted: string): Buffer {
  const tables = font.readUInt16BE(12);
  for (let i = 0; i < tables; i++) {
    const entry = 44 + i * 20;
    if (font.toString('latin1', entry, entry + 4) !== wanted) continue;
    const offset = font.readUInt32BE(entry + 4);
    const packed = font.readUInt32BE(entry + 8);
    const bytes = font.subarray(offset, offset + packed);
    return packed < font.readUInt32BE(entry + 12) ? inflateSync(bytes) : bytes;
  }
  throw new Error(`a bundled font has no ${wanted} table`);
}

/** Format 12: groups of consecutive code points. */
function readGroups(table: Buffer, into: Map<number, number>): void {
  const groups = table.readUInt32BE(12);
  for (let i = 0; i < groups; i++) {
    const from = table.readUInt32BE(16 + i * 12);
    const to = table.readUInt32BE(20 + i * 12);
    const glyph = table.readUInt32BE(24 + i * 12);
    for (let point = from; point <= to; point++) into.set(point, glyph + point - from);
  }
}

/** Format 4: segments of the Basic Multilingual Plane; a glyph index of 0 means that the font has none. */
function readSegments(table: Buffer, into: Map<number, number>): void {
  const count = table.readUInt16BE(6) / 2;
  const at = (part: number, i: number) => 14 + part * count * 2 + (part > 0 ? 2 : 0) + i * 2;
  for (let i = 0; i < count; i++) {
    const start = table.readUInt16BE(at(1, i));
    const end = table.readUInt16BE(at(0, i));
    const delta = table.readUInt16BE(at(2, i));
    const range = table.readUInt16BE(at(3, i));
    for (let point = start; point <= end && point < 0xffff; point++) {
      const raw = range === 0 ? point : table.readUInt16BE(at(3, i) + range + (point - start) * 2);
      const glyph = raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) into.set(point, glyph);
    }
  }
}

/**
 * The code points a WOFF font has glyphs for, each with its advance width in em. Read from `cmap` (formats 4 and 12), `hmtx`, `hhea`
 * and `head` (OpenType 1.9). Throws on a file that is no WOFF with these tables.
 */
export function readFont(font: Buffer): Map<number, number> {
  const cmap = woffTable(font, 'cmap');
  const glyphs = new Map<number, number>();
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + i * 8));
    const format = table.readUInt16BE(0);
    if (format === 12) readGroups(table, glyphs);
    if (format === 4) readSegments(table, glyphs);
  }
  const unitsPerEm = woffTable(font, 'head').readUInt16BE(18);
  const metrics = woffTable(font, 'hhea').readUInt16BE(34);
  const hmtx = woffTable(font, 'hmtx');
  const widths = new Map<number, number>();
  for (const [point, glyph] of glyphs)
    widths.set(point, hmtx.readUInt16BE(Math.min(glyph, metrics - 1) * 4) / unitsPerEm);
  return widths;
}
