import { createHash, randomFillSync } from 'node:crypto';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Album, track, playlist ... ids: 22 letters and digits. */
export const SPOTIFY_ID = /^[0-9A-Za-z]{22}$/;

/** 22 letters and digits that are always the same for the same seed. */
export function derivedId(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest();
  return Array.from(bytes.subarray(0, 22), byte => BASE62[byte % 62]).join('');
}

const TOKEN_BYTES = 48;
// Drawn for many tokens at once: each draw is a call into OpenSSL, and those come by the hundred thousand.
const drawn = Buffer.alloc(TOKEN_BYTES * 512);
let used = drawn.length;

/** A token nobody can guess. Spotify's own start with AQ (codes, refresh tokens) and BQ (access tokens). */
export function newToken(prefix: 'AQ' | 'BQ'): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += TOKEN_BYTES;
  return prefix + drawn.toString('base64url', used - TOKEN_BYTES, used);
}

/** What PKCE's S256 makes of a verifier (RFC 7636, 4.2). */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
