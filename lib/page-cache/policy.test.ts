import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { policyFor } from './policy.mjs';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('policyFor', () => {
  it('allows the page its own inline scripts by hash, and nothing inline otherwise', () => {
    const policy = policyFor('<script>a()</script><script id="x" nonce>b()\n</script><script src="/c.js"></script>');
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1]?.split(' ');
    expect(scripts).toEqual(["'self'", hash('a()'), hash('b()\n')]);
  });

  it('needs no hash for data', () => {
    expect(
      policyFor('<script type="application/ld+json">{}</script><script type="application/json" id="m">{}</script>'),
    ).toMatch(/script-src 'self' $/);
  });
});
