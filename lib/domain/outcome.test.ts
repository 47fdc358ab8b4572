import { describe, expect, it } from 'vitest';
import { readCount } from './outcome';
import { readOutcomeCsv } from './outcome-csv';
import { teachWords, worthWords } from './outcome-words';

const OF = { title: 'Glass Harbour', from: '2026-12-11' };
const timeline = (days: number, separator = ',') =>
  [
    ['date', 'listeners', 'streams', 'followers'],
    ['2026-12-10', '5', '999', '1'],
    ...Array.from({ length: days }, (_, i) => [`2026-12-${11 + i}`, '50', String(100 + i), '1']),
  ]
    .map(cells => cells.join(separator))
    .join('\r\n');

it('reads numbers as people type them, and nothing that is none', () => {
  expect(['1234', '1,234', '1.234', '1 234', "1'234", ' 7 '].map(readCount)).toEqual([1234, 1234, 1234, 1234, 1234, 7]);
  expect(['-1', '1.5', '1e9', '=1+1', '12,34', '9'.repeat(30)].map(readCount)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
  expect(readCount('  ')).toBeUndefined();
});

describe('a table of Spotify for Artists', () => {
  it.each([',', ';', '\t'])('gives the first week of a timeline (%j)', separator => {
    expect(readOutcomeCsv(`\uFEFF${timeline(9, separator)}`, OF)).toMatchObject({
      kind: 'read',
      values: { streams: 721 },
    });
  });

  it('gives nothing of a week that is not over', () => {
    expect(readOutcomeCsv(timeline(5), OF)).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('5 of'),
    });
  });

  it('gives the line of the song, in whatever order its columns are', () => {
    const songs =
      'release_date,saves,song,streams,listeners\n2026-12-11,40,"Other, ""one""",9,9\n2026-12-11,41, glass harbour ,"1,234",600\n';
    expect(readOutcomeCsv(songs, OF)).toMatchObject({ values: { streams: 1234, listeners: 600, saves: 41 } });
    expect(readOutcomeCsv(songs, { ...OF, title: 'Night Drive' }).kind).toBe('refused');
  });

  it.each([
    '',
    'hello',
    'song,streams\nGlass Harbour,=HYPERLINK("http://x")',
    'song,streams\nGlass Harbour,-5',
    '"song,streams\nGlass Harbour,5',
    'x'.repeat(2_000_001),
    '<script>alert(1)</script>,streams\n1,2',
  ])('refuses what is none, in words (%#)', text => {
    expect(readOutcomeCsv(text, OF)).toMatchObject({ kind: 'refused', message: expect.stringMatching(/\.$/) });
  });
});

it('says what a pre-save was worth, and how little a handful says', () => {
  expect(worthWords(100, { streams: 1250, saves: 80 })).toMatch(
    /^For each pre-save there were 12\.5 streams and 0\.8 saves/,
  );
  expect(worthWords(4, { streams: 10 })).toMatch(/can be chance/);
  expect([worthWords(0, { streams: 10 }), worthWords(10, {})]).toEqual([null, null]);
});

it('teaches from three releases on', () => {
  const run = (presaves: number, streams: number) => ({ presaves, streams });
  expect(teachWords([run(100, 1000), run(200, 1600)])).toBeNull();
  expect(teachWords([run(100, 1000), run(200, 1600), run(10, 900)])).toBeNull();
  expect(teachWords([run(100, 1000), run(200, 1600), run(50, 600)])).toMatch(/8\.0 to 12\.0 streams/);
});
