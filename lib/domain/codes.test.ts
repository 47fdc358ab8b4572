import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIsrc, parseUpc, upcPaddings } from './codes';

/** Letters of any script. fast-check's own unit for them takes a second to build. */
const anyLetter = fc.integer({ min: 0, max: 0xd7ff }).map(code => String.fromCodePoint(code));

test.each([
  ['036000291452', '036000291452'],
  ['0-36000-29145-2', '036000291452'],
  [' 0 36000 29145 2\n', '036000291452'],
  ['4006381333931', '4006381333931'],
  ['UPC: 036000291452', '036000291452'],
  ['EAN-13 4006381333931', '4006381333931'],
  ['00036000291452', '00036000291452'],
  ['0\u201136000\u20132 9145\u00a02\u200b', '036000291452'],
  ['０３６０００２９１４５２', '036000291452'],
])('“%s” is the UPC %s', (text, upc) => {
  expect(parseUpc(text)).toEqual({ ok: true, upc });
});

test.each([
  ['', 'empty', 'The UPC is empty. Your distributor shows it beside the release, 12 or 13 digits.'],
  [
    '036000291453',
    'check_digit',
    'The last digit of a UPC is a check digit; for 03600029145… it should be 2, not 3. Is a digit mistyped?',
  ],
  [
    '36000291452',
    'length',
    'A UPC has 12 digits, an EAN 13; this has 11. Spreadsheets drop a leading zero: is it 036000291452?',
  ],
  [
    '03600029145',
    'length',
    'A UPC has 12 digits, an EAN 13; this has 11. If the last digit is missing, it is 036000291452.',
  ],
  ['96385074', 'length', 'A UPC has 12 digits, an EAN 13; this has 8. Copy it again from your distributor.'],
  ['036000291452036', 'length', 'A UPC has 12 digits, an EAN 13; this has 15. Copy it again from your distributor.'],
  [
    '0000000000000',
    'placeholder',
    'This is a placeholder of zeros. Leave the UPC empty until your distributor has given it.',
  ],
  ['O36000291452', 'characters', 'A UPC has digits only. Is a letter O a zero?'],
  ['USRC17607839', 'characters', 'A UPC has digits only. This looks like an ISRC: it belongs in the ISRC field.'],
])('“%s” is refused: %s', (text, reason, message) => {
  expect(parseUpc(text)).toEqual({ ok: false, reason, message });
});

const digits = (n: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n });
/** GS1's sum as its specification puts it, over the padded number: positions from the left, times 3 and 1 by turns. */
const gs1Sum = (code: string) =>
  Array.from(code.padStart(14, '0')).reduce((sum, d, i) => sum + Number(d) * (i % 2 === 0 ? 3 : 1), 0);

test('exactly one last digit of ten is accepted, and one changed digit is always noticed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(11, 12, 13).chain(digits),
      fc.nat(100),
      fc.integer({ min: 1, max: 9 }),
      (body, place, by) => {
        fc.pre(body.some(d => d !== 0));
        const codes = Array.from({ length: 10 }, (_, last) => [...body, last].join('')).filter(
          code => parseUpc(code).ok,
        );
        expect(codes.length).toBe(1);
        const code = codes.join('');
        expect(gs1Sum(code) % 10).toBe(0);
        const i = place % code.length;
        const typo = code.slice(0, i) + ((Number(code[i]) + by) % 10) + code.slice(i + 1);
        expect(parseUpc(typo).ok).toBe(false);
      },
    ),
  );
});

test.each([
  ['036000291452', ['036000291452', '0036000291452', '00036000291452']],
  ['0036000291452', ['0036000291452', '036000291452', '00036000291452']],
  ['00036000291452', ['00036000291452', '036000291452', '0036000291452']],
  ['4006381333931', ['4006381333931', '04006381333931']],
  ['14006381333938', ['14006381333938']],
])('%s is tried as %j', (upc, paddings) => {
  expect(upcPaddings(upc)).toEqual(paddings);
});

test.each([
  ['USRC17607839', 'USRC17607839'],
  ['us-rc1-76-07839', 'USRC17607839'],
  ['ISRC: US RC1 76 07839', 'USRC17607839'],
  ['QZ–ES6–24–12345', 'QZES62412345'],
])('“%s” is the ISRC %s', (text, isrc) => {
  expect(parseIsrc(text)).toEqual({ ok: true, isrc });
});

test.each([
  ['', 'empty', 'The ISRC is empty. Your distributor shows one for each track, such as QZES62412345.'],
  ['USRC1760783', 'length', 'An ISRC has 12 characters without its hyphens; this has 11. Copy it again.'],
  [
    'USRC1760783O',
    'shape',
    'The last seven characters of an ISRC are digits; these are 760783O. Is a letter O a zero?',
  ],
  ['1SRC17607839', 'shape', 'An ISRC starts with two letters, such as QZ or GB; this starts with 1S.'],
  ['036000291452', 'shape', 'This looks like a UPC: it belongs in the UPC field.'],
  ['USRC17607839, USRC17607840', 'characters', 'An ISRC has letters, digits and hyphens only: one ISRC to a field.'],
])('“%s” is refused: %s', (text, reason, message) => {
  expect(parseIsrc(text)).toEqual({ ok: false, reason, message });
});

test('whatever is typed is answered, and what is accepted has its shape', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyLetter }), text => {
      const [upc, isrc] = [parseUpc(text), parseIsrc(text)];
      expect(upc.ok ? upc.upc : '036000291452').toMatch(/^\d{12,14}$/);
      expect(isrc.ok ? isrc.isrc : 'USRC17607839').toMatch(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/);
    }),
  );
});
