import { createHash } from 'node:crypto';

const FIXED =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const INLINE = /<script(?![^>]*\bsrc=)(?![^>]*\btype="application\/(?:ld\+)?json")[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The Content-Security-Policy of one rendered page: its own inline scripts by their hashes and no others, so that markup which
 * slipped into a page still cannot run. A kept page is the same for everyone, so no nonce is possible and none is needed.
 * @param {string} html
 */
export function policyFor(html) {
  const hashes = [...html.matchAll(INLINE)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return `${FIXED}; script-src 'self' ${[...new Set(hashes)].join(' ')}`;
}
