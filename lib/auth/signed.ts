import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { INTENT_MINUTES } from '../domain/retention';

/** As long as the sign-in's own state lives. */
export const INTENT_SECONDS = INTENT_MINUTES * 60;

function signature(secret: string, payload: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'upbeat intent', 32));
  return createHmac('sha256', key).update(payload).digest();
}

/** What a cookie carries: a value and its HMAC-SHA256. */
export function signPayload(secret: string, value: object): string {
  const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${payload}.${signature(secret, payload).toString('base64url')}`;
}

/** The value again, as yet unread; null for anything that is not signed by us. */
export function readSigned(secret: string, text: string | undefined): unknown {
  const [payload, signed, rest] = (text ?? '').split('.');
  if (!payload || !signed || rest !== undefined) return null;
  const given = Buffer.from(signed, 'base64url');
  const expected = signature(secret, payload);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}
