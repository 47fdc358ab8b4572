import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { DSPS, type Dsp } from '../domain/dsp';
import { INTENT_MINUTES } from '../domain/retention';

/** As long as the sign-in's own state lives. */
export const INTENT_SECONDS = INTENT_MINUTES * 60;

const schema = z.strictObject({
  nonce: z.string(),
  campaignId: z.uuid(),
  slug: z.string(),
  dsp: z.enum(DSPS),
  zone: z.string().nullable(),
  channel: z.string().nullable(),
  expiresAt: z.number(),
});

/** What a fan set out to do. It travels in a signed cookie, so only the browser that tapped the button carries it. */
export type Intent = z.output<typeof schema>;

export type IntentRead = { kind: 'intent'; intent: Intent } | { kind: 'expired'; intent: Intent } | { kind: 'none' };

/** A new intent, good for `INTENT_SECONDS` from `now` (epoch ms) and for one consent. */
export function newIntent(
  wish: { campaignId: string; slug: string; dsp: Dsp; zone: string | null; channel: string | null },
  now: number,
): Intent {
  return { ...wish, nonce: randomBytes(16).toString('base64url'), expiresAt: now + INTENT_SECONDS * 1000 };
}

function signature(secret: string, payload: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'upbeat intent', 32));
  return createHmac('sha256', key).update(payload).digest();
}

/** The cookie's value: the intent and its HMAC-SHA256. */
export function signIntent(secret: string, intent: Intent): string {
  const payload = Buffer.from(JSON.stringify(intent)).toString('base64url');
  return `${payload}.${signature(secret, payload).toString('base64url')}`;
}

/** Reads a cookie's value. Anything not signed by us is no intent at all. */
export function readIntent(secret: string, value: string | undefined, now: number): IntentRead {
  const [payload, signed, rest] = (value ?? '').split('.');
  if (!payload || !signed || rest !== undefined) return { kind: 'none' };
  const given = Buffer.from(signed, 'base64url');
  const expected = signature(secret, payload);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { kind: 'none' };
  const intent = schema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!intent.success) return { kind: 'none' };
  return { kind: intent.data.expiresAt > now ? 'intent' : 'expired', intent: intent.data };
}
