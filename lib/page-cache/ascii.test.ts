import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { asciiPage } from './ascii.mjs';

const WORDS = 'L’été · 日本語 · مرحبا · 𝄞🎵';
const isAscii = (text: string) => Buffer.from(text).every(byte => byte < 0x80);
const decoded = (markup: string) => markup.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

it('keeps every letter of the text and of attributes', () => {
  const html = `<title>${WORDS}</title><p dir="auto" title="${WORDS}">${WORDS} &amp; more</p>`;
  const page = asciiPage(html);
  expect(isAscii(page)).toBe(true);
  expect(decoded(page)).toBe(html);
});

it('keeps every letter that scripts and data hold', () => {
  const page = asciiPage(
    `<script>said=${JSON.stringify(WORDS)}</script><script type="application/json">{"title":"${WORDS}"}</script>`,
  );
  expect(isAscii(page)).toBe(true);
  const [, script = '', data = ''] = /<script>(.*)<\/script><script [^>]*>(.*)<\/script>/.exec(page) ?? [];
  expect(runInNewContext(script)).toBe(WORDS);
  expect(JSON.parse(data)).toEqual({ title: WORDS });
});

it('writes a style’s letters as CSS does, and leaves what is ASCII as it is', () => {
  expect(asciiPage('<style>a::after{content:"→b"}</style>é')).toBe('<style>a::after{content:"\\2192 b"}</style>&#233;');
  const plain = '<!DOCTYPE html><script src="/a.js" async=""></script><script>a("<b>")</script><p>b</p>';
  expect(asciiPage(plain)).toBe(plain);
});
