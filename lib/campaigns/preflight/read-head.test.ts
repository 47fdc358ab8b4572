import { expect, it } from 'vitest';
import { readHead } from './read-head';

it('reads what a crawler reads, with the letters that HTML hides', () => {
  expect(
    readHead(
      `<head><meta charSet="utf-8"/><meta property="og:title" content="Tom &amp; Jerry&#x27;s &quot;Night&quot; · é"/>
      <meta name="description" content="not this"/><meta property="og:description" content="It&#39;s out"/>
      <meta property="og:image" content="https://upbeat.example/media/a"/><meta property="og:image:width" content="1200"/>`,
    ),
  ).toEqual({ title: 'Tom & Jerry\'s "Night" · é', description: "It's out", image: 'https://upbeat.example/media/a' });
  expect(readHead('<p>nothing</p>')).toEqual({ title: null, description: null, image: null });
});
