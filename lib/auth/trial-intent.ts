import { z } from 'zod';
import { DSPS } from '../domain/dsp';
import { INTENT_SECONDS, readSigned, signPayload } from './signed';

const schema = z.strictObject({
  purpose: z.literal('trial'),
  slug: z.string(),
  dsp: z.enum(DSPS),
  uri: z.string(),
  market: z.string(),
  expiresAt: z.number(),
});

/**
 * What an artist set out to do who tries a save with their own account. It travels in the place of a fan's intent, so that a browser is
 * about one of the two, and no way back can be taken for the other's.
 */
export type TrialIntent = z.output<typeof schema>;

export function newTrialIntent(wish: Omit<TrialIntent, 'purpose' | 'expiresAt'>, now: number): TrialIntent {
  return { ...wish, purpose: 'trial', expiresAt: now + INTENT_SECONDS * 1000 };
}

export const signTrialIntent = (secret: string, intent: TrialIntent): string => signPayload(secret, intent);

/** Reads a cookie's value; null for anything but a trial that we have signed. */
export function readTrialIntent(
  secret: string,
  value: string | undefined,
  now: number,
): (TrialIntent & { isOver: boolean }) | null {
  const read = schema.safeParse(readSigned(secret, value));
  return read.success ? { ...read.data, isOver: read.data.expiresAt <= now } : null;
}
