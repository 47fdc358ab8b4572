import { z } from 'zod';
import { count, name } from './input-parts';

const refillPerSecond = z.number().positive();
const plan = <T extends z.ZodRawShape>(pace: T) =>
  z
    .array(
      z.union(
        [z.strictObject({ afterCalls: count, ...pace }), z.strictObject({ afterMs: count, ...pace })],
        `each step wants either afterCalls or afterMs, and ${Object.keys(pace).join(', ')}`,
      ),
    )
    .default([]);

const terms = {
  client: name,
  /** calls per window, or what the bucket holds; null: no limit */
  limit: count.nullable(),
  countsRefused: z.boolean().default(false),
  retryAfter: z
    .union(
      [z.enum(['seconds', 'http-date', 'absent', 'negative']), z.number()],
      'must be seconds, http-date, absent, negative or a number',
    )
    .default('seconds'),
  quotaExceeded: z.boolean().default(false),
  /** whether token requests count as well; Spotify counts API calls */
  tokenRoute: z.boolean().default(false),
};

export const limitInput = z.discriminatedUnion('kind', [
  z.strictObject({
    ...terms,
    kind: z.literal('rolling').default('rolling'),
    windowMs: z.number().positive().default(30_000),
    plan: plan({ limit: count }),
  }),
  z.strictObject({
    ...terms,
    kind: z.literal('token-bucket'),
    refillPerSecond,
    cost: z.number().positive().default(1),
    plan: plan({ limit: count, refillPerSecond: refillPerSecond.optional() }),
  }),
]);

export type LimitInput = z.input<typeof limitInput>;
