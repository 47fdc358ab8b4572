import { existsSync, readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSlug, RESERVED_SLUGS, slugAfter, suggestSlug } from './slug';

/** Letters of any script. fast-check's own unit for them takes a second to build. */
const anyLetter = fc.integer({ min: 0, max: 0xd7ff }).map(code => String.fromCodePoint(code));

test.each(['night-drive', '99', 'a1', 'x'.repeat(60), ' night-drive '])('“%s” is a slug', text => {
  expect(parseSlug(text)).toEqual({ ok: true, slug: text.trim() });
});

test.each([
  ['', 'empty', 'my-release'],
  ['Night Drive', 'characters', 'night-drive'],
  ['night_drive', 'characters', 'night-drive'],
  ['NIGHT', 'characters', 'night'],
  ['夜に駆ける', 'characters', 'my-release'],
  ['night/drive', 'characters', 'night-drive'],
  ['-night', 'hyphens', 'night'],
  ['night-', 'hyphens', 'night'],
  ['night--drive', 'hyphens', 'night-drive'],
  ['a', 'length', 'a-release'],
  ['x'.repeat(61), 'length', 'x'.repeat(60)],
  ['dashboard', 'reserved', 'dashboard-release'],
  ['Sign-In', 'reserved', 'sign-in-release'],
  ['favicon.ico', 'reserved', 'favicon-ico'],
])('“%s” is refused as %s; %s will do', (text, reason, suggestion) => {
  const result = parseSlug(text);
  expect(result).toMatchObject({ ok: false, reason, suggestion });
  expect(!result.ok && result.message).toContain(`How about ${suggestion}?`);
});

test.each([
  ['Beyoncé & Jay-Z’s “Don’t”', 'beyonce-and-jay-zs-dont'],
  ['Ke$ha', 'kesha'],
  ['Sigur Rós: Ágætis byrjun', 'sigur-ros-agaetis-byrjun'],
  ['Mø + Straße', 'mo-and-strasse'],
  [
    'Night Drive (feat. Nova) [Deluxe Edition] and quite a few more words',
    'night-drive-feat-nova-deluxe-edition-and-quite-a-few-more',
  ],
  ['API', 'api-release'],
  ['!!!', 'my-release'],
])('%s is suggested as %s', (text, slug) => {
  expect(suggestSlug(text)).toBe(slug);
});

test('a suggestion is always a slug, and a slug is its own suggestion', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: anyLetter, maxLength: 200 }), fc.constantFrom(...RESERVED_SLUGS)), text => {
      expect(parseSlug(suggestSlug(text)).ok).toBe(true);
      const parsed = parseSlug(text);
      const slug = parsed.ok ? parsed.slug : parsed.suggestion;
      expect(suggestSlug(slug)).toBe(slug);
    }),
  );
});

test('every first step of the app’s own paths is reserved', () => {
  const root = (dir: string) => new URL(`../../${dir}`, import.meta.url);
  const under = (dir: string): string[] => {
    if (!existsSync(root(dir))) return [];
    return readdirSync(root(dir), { withFileTypes: true })
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('['))
      .flatMap(({ name }) => (name.startsWith('(') ? under(`${dir}/${name}`) : [name]));
  };
  // Folders without a page or route of their own, such as app/fonts, cost nothing to reserve too.
  expect(under('app').filter(name => parseSlug(name).ok)).toEqual([]);
  const files = existsSync(root('public')) ? readdirSync(root('public')) : [];
  expect(files.filter(name => parseSlug(name).ok)).toEqual([]);
});

test.each([
  ['glass-harbour', 'glass-harbour-2'],
  ['glass-harbour-2', 'glass-harbour-3'],
  ['1999', '1999-2'],
  ['x'.repeat(60), `${'x'.repeat(58)}-2`],
  [`${'x'.repeat(57)}-${'x'.repeat(2)}`, `${'x'.repeat(57)}-2`],
  ['a-2026', 'a-2027'],
])('after %s comes %s', (slug, next) => {
  expect(slugAfter(slug)).toBe(next);
  expect(parseSlug(next).ok).toBe(true);
});
