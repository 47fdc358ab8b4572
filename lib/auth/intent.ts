import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { DSPS, type Dsp } from '../domain/dsp';
import { INTENT_SECONDS, readSigned, signPayload } from './signed';

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

/** The cookie's value. */
export const signIntent = (secret: string, intent: Intent): string => signPayload(secret, intent);

/** Reads a cookie's value. Anything not signed by us is no intent at all. */
export function readIntent(secret: string, value: string | undefined, now: number): IntentRead {
  const intent = schema.safeParse(readSigned(secret, value));
  if (!intent.success) return { kind: 'none' };
  return { kind: intent.data.expiresAt > now ? 'intent' : 'expired', intent: intent.data };
}
