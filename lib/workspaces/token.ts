import { createHash, randomBytes } from 'node:crypto';

/** A new token: 32 random bytes for an address or a cookie, and the hash (hex) that is kept of it. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: tokenHash(token) };
}

/** The hash (hex) under which a token is kept. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
