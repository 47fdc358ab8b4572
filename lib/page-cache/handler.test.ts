import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import PageCacheHandler from './handler.mjs';

const hashOf = (html: string) => {
  const [, script = ''] = /<script>(.*)<\/script>/.exec(html) ?? [];
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
};

it('allows the first answer its scripts as they were rendered, and each later one those of the kept page', async () => {
  const cache = new PageCacheHandler();
  const html = '<p>Été</p><script>say("Été")</script>';
  const rendered: { headers: Record<string, string>; html: string } = { headers: {}, html };
  await cache.set('/first', rendered);
  expect(rendered.html).toBe(html);
  expect(rendered.headers['content-security-policy']).toContain(hashOf(html));

  const kept = (await cache.get('/first'))?.value as typeof rendered;
  expect(kept.html).toBe('<p>&#201;t&#233;</p><script>say("\\u00c9t\\u00e9")</script>');
  expect(kept.headers['content-security-policy']).toContain(hashOf(kept.html));
});
