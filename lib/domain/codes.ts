/** Why a code was refused. */
export type CodeFault = 'empty' | 'characters' | 'length' | 'check_digit' | 'placeholder' | 'shape';

type Refused = { ok: false; reason: CodeFault; message: string };
export type ParsedUpc = { ok: true; /** 12, 13 or 14 digits, as given */ upc: string } | Refused;
export type ParsedIsrc = { ok: true; /** 12 characters, upper case, no hyphens */ isrc: string } | Refused;

const refuse = (reason: CodeFault, message: string): Refused => ({ ok: false, reason, message });

/** Codes come out of spreadsheets and PDFs: full-width digits, odd hyphens and blanks, and their own name in front. */
function cleaned(text: string, label: RegExp): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(label, '')
    .replace(/[\s\u200b-\u200f\u2060\ufeff\p{Pd}]+/gu, '');
}

/** GS1's check digit: from the right, every other digit counts three times; the sum is filled up to a multiple of ten. */
function checkDigit(body: string): number {
  const sum = Array.from(body)
    .toReversed()
    .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

const hasCheckDigit = (digits: string) => checkDigit(digits.slice(0, -1)) === Number(digits.at(-1));

function wrongLength(digits: string): Refused {
  const count = `A UPC has 12 digits, an EAN 13; this has ${digits.length}.`;
  if (digits.length === 11 && hasCheckDigit(digits)) {
    return refuse('length', `${count} Spreadsheets drop a leading zero: is it 0${digits}?`);
  }
  if (digits.length === 11) {
    return refuse('length', `${count} If the last digit is missing, it is ${digits}${checkDigit(digits)}.`);
  }
  return refuse('length', `${count} Copy it again from your distributor.`);
}

/**
 * A release's barcode: UPC-A (12 digits), EAN-13 or GTIN-14, with its check digit verified. Blanks and hyphens are dropped; the
 * digits stay as many as were given. Source: GS1 General Specifications, check digit calculation.
 */
export function parseUpc(text: string): ParsedUpc {
  const digits = cleaned(text, /^(upc|ean|gtin|barcode)(-?(a|12|13|14))?[\s:#]+/i);
  if (!digits)
    return refuse('empty', 'The UPC is empty. Your distributor shows it beside the release, 12 or 13 digits.');
  if (!/^\d+$/.test(digits)) {
    const isrc = /^[a-z]{2}[a-z0-9]{3}\d{7}$/i.test(digits);
    const mend = isrc ? 'This looks like an ISRC: it belongs in the ISRC field.' : 'Is a letter O a zero?';
    return refuse('characters', `A UPC has digits only. ${mend}`);
  }
  if (digits.length < 12 || digits.length > 14) return wrongLength(digits);
  if (/^0+$/.test(digits)) {
    return refuse(
      'placeholder',
      'This is a placeholder of zeros. Leave the UPC empty until your distributor has given it.',
    );
  }
  if (!hasCheckDigit(digits)) {
    const right = checkDigit(digits.slice(0, -1));
    const mend = `for ${digits.slice(0, -1)}… it should be ${right}, not ${digits.at(-1)}`;
    return refuse('check_digit', `The last digit of a UPC is a check digit; ${mend}. Is a digit mistyped?`);
  }
  return { ok: true, upc: digits };
}

/**
 * The forms under which services may list a UPC that `parseUpc` gave: as typed first, then 12, 13 and 14 digits, each once.
 * No digit is ever lost: an EAN-13 that fills its 13 has no form of 12.
 */
export function upcPaddings(upc: string): string[] {
  const bare = upc.replace(/^0+/, '');
  return [...new Set([upc, ...[12, 13, 14].map(length => bare.padStart(length, '0'))])];
}

/**
 * A recording's ISRC: two letters, three letters or digits, the year's two digits, five digits (ISO 3901:2019). Hyphens are
 * dropped and letters raised. An ISRC has no check digit, so a mistyped one of the right shape passes.
 */
export function parseIsrc(text: string): ParsedIsrc {
  const code = cleaned(text, /^isrc[\s:#-]+/i).toUpperCase();
  if (!code)
    return refuse('empty', 'The ISRC is empty. Your distributor shows one for each track, such as QZES62412345.');
  if (!/^[A-Z0-9]+$/.test(code))
    return refuse('characters', 'An ISRC has letters, digits and hyphens only: one ISRC to a field.');
  if (/^\d{12,14}$/.test(code)) return refuse('shape', 'This looks like a UPC: it belongs in the UPC field.');
  if (code.length !== 12) {
    return refuse('length', `An ISRC has 12 characters without its hyphens; this has ${code.length}. Copy it again.`);
  }
  if (!/^[A-Z]{2}/.test(code))
    return refuse('shape', `An ISRC starts with two letters, such as QZ or GB; this starts with ${code.slice(0, 2)}.`);
  if (!/\d{7}$/.test(code)) {
    return refuse(
      'shape',
      `The last seven characters of an ISRC are digits; these are ${code.slice(5)}. Is a letter O a zero?`,
    );
  }
  return { ok: true, isrc: code };
}
