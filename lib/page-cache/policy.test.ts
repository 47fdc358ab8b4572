import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allowMusicKit, policyFor } from './policy.mjs';

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

  describe('with Apple’s button', () => {
    const button = '<form method="post" data-musickit="">';
    const origins = { script: 'https://js-cdn.music.apple.com', api: 'https://api.music.apple.com' };
    const parts = (policy: string) => ({
      script: /script-src ([^;]*)/.exec(policy)?.[1],
      connect: /connect-src ([^;]*)/.exec(policy)?.[1],
    });
    beforeEach(() => allowMusicKit(origins));
    afterEach(() => allowMusicKit(null));

    it('allows Apple’s script and what it asks, and nothing inline', () => {
      expect(parts(policyFor(button))).toEqual({
        script: "'self'  https://js-cdn.music.apple.com",
        connect: "'self' https://api.music.apple.com https://js-cdn.music.apple.com",
      });
    });

    it.each(['', '<p>&lt;form data-musickit=&gt;</p>', '<p title="<form data-musickit">', '<a data-musickit="">'])(
      'is as strict as ever on a page without it: %s',
      html => expect(parts(policyFor(html))).toEqual({ script: "'self' ", connect: "'self'" }),
    );

    it('allows nothing where Apple Music is off', () => {
      allowMusicKit(null);
      expect(parts(policyFor(button)).connect).toBe("'self'");
    });
  });
});
