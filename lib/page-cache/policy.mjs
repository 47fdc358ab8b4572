import { createHash } from 'node:crypto';

const FIXED =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
/** The mark of the button that loads Apple's script (components/fan/apple-music-button.tsx); no text on a page can make a tag. */
const MUSICKIT = /<form[^>]*\sdata-musickit=/;

/** @type {typeof globalThis & { upbeatMusicKit?: { script: string, api: string } | null }} */
const holder = globalThis;

/**
 * From where pages with Apple's button may load its script, and whom that may ask: origins. Null: nobody. On `globalThis` because
 * Next loads the page cache and the app's own code separately.
 * @param {{ script: string, api: string } | null} origins
 */
export function allowMusicKit(origins) {
  holder.upbeatMusicKit = origins;
}

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
  const apple = MUSICKIT.test(html) ? holder.upbeatMusicKit : null;
  const fixed = apple ? FIXED.replace("connect-src 'self'", `connect-src 'self' ${apple.api} ${apple.script}`) : FIXED;
  return `${fixed}; script-src 'self' ${[...new Set(hashes)].join(' ')}${apple ? ` ${apple.script}` : ''}`;
}
