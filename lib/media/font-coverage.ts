import { inflateSync } from 'node:zlib';

/** A table of a WOFF file, inflated when it was stored deflated (WOFF 1.0, section 5). */
function woffTable(font: Buffer, wanted: string): Buffer | null {
  const tables = font.readUInt16BE(12);
  for (let i = 0; i < tables; i++) {
    const entry = 44 + i * 20;
    if (font.toString('latin1', entry, entry + 4) !== wanted) continue;
    const [offset, packed, size] = [
      font.readUInt32BE(entry + 4),
      font.readUInt32BE(entry + 8),
      font.readUInt32BE(entry + 12),
    ];
    const bytes = font.subarray(offset, offset + packed);
    return packed < size ? inflateSync(bytes) : bytes;
  }
  return null;
}

/** Format 12: groups of consecutive code points. */
function readGroups(table: Buffer, into: Set<number>): void {
  const groups = table.readUInt32BE(12);
  for (let i = 0; i < groups; i++) {
    const [from, to] = [table.readUInt32BE(16 + i * 12), table.readUInt32BE(20 + i * 12)];
    for (let point = from; point <= to; point++) into.add(point);
  }
}

/** Format 4: segments of the Basic Multilingual Plane; a glyph index of 0 means that the font has none. */
function readSegments(table: Buffer, into: Set<number>): void {
  const count = table.readUInt16BE(6) / 2;
  const at = (part: number, i: number) => 14 + part * count * 2 + (part > 0 ? 2 : 0) + i * 2;
  for (let i = 0; i < count; i++) {
    const [end, start] = [table.readUInt16BE(at(0, i)), table.readUInt16BE(at(1, i))];
    const [delta, range] = [table.readUInt16BE(at(2, i)), table.readUInt16BE(at(3, i))];
    for (let point = start; point <= end && point < 0xffff; point++) {
      const glyph = range === 0 ? point + delta : table.readUInt16BE(at(3, i) + range + (point - start) * 2);
      if ((glyph & 0xffff) !== 0) into.add(point);
    }
  }
}

/** The code points a WOFF font has glyphs for, read from its cmap (OpenType, `cmap`, formats 4 and 12). */
export function fontCoverage(font: Buffer): Set<number> {
  const covered = new Set<number>();
  const cmap = woffTable(font, 'cmap');
  if (!cmap) return covered;
  const subtables = cmap.readUInt16BE(2);
  for (let i = 0; i < subtables; i++) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + i * 8));
    const format = table.readUInt16BE(0);
    if (format === 12) readGroups(table, covered);
    if (format === 4) readSegments(table, covered);
  }
  return covered;
}
