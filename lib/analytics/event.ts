import { z } from 'zod';
import { BEACON_KINDS } from '../domain/audience';
import { DSPS } from '../domain/dsp';

/** More than any page of ours sends. */
export const MOST_EVENT_BYTES = 1_000;

const schema = z
  .strictObject({
    slug: z.string().regex(/^[a-z0-9-]{2,60}$/),
    kind: z.enum(BEACON_KINDS),
    dsp: z.enum(DSPS).optional(),
    channel: z.string().max(40).optional(),
    zone: z.string().max(64).optional(),
  })
  .refine(event => (event.kind === 'tap') === (event.dsp !== undefined));

/** What a page tells of: that it was opened, or that a service was tapped. */
export type PageEvent = z.output<typeof schema>;

/** Reads what a page has sent; null for anything else. */
export function readEvent(text: string): PageEvent | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
