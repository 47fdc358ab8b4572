import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * A DSP account as a keyed hash (hex): tells whether two consents are the same account, and says nothing about whose.
 * `secret` is AUTH_SECRET; a new one makes returning accounts look new.
 */
export function accountKey(secret: string, dsp: string, accountId: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'upbeat account key', 32));
  return createHmac('sha256', key).update(`${dsp}\n${accountId}`).digest('hex');
}

/** A new pass token: 32 random bytes for the fan's address, and the hash that is kept. */
export function newPassToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: passHash(token) };
}

/** The hash (hex) under which a pass token is kept. */
export function passHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
