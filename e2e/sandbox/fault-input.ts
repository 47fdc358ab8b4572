import { z } from 'zod';
import { count, name, pattern } from './input-parts';

const fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.number().int().min(200).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({ kind: z.literal('hang') }),
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({ kind: z.literal('slow'), ms: count }),
  z.strictObject({ kind: z.literal('truncate') }),
  z.strictObject({ kind: z.literal('invalid_grant') }),
]);
const faultRule = z.strictObject({
  route: pattern,
  times: count.default(Number.MAX_SAFE_INTEGER),
  fan: name.optional(),
  after: z.boolean().default(false),
  forMs: z.number().positive().default(Infinity),
  share: z.number().min(0).max(1).default(1),
  seed: z.number().int().default(0),
  fault,
});
/** One rule or a list of them. */
export const faultsInput = z.preprocess(value => (Array.isArray(value) ? value : [value]), z.array(faultRule));

export type FaultInput = z.input<typeof faultRule>;
