import { z } from 'zod';
import { SPOTIFY_ID } from './identifiers';

const market = z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters, such as GB');
const name = z.string().min(1).max(1000);
const spotifyId = z.string().regex(SPOTIFY_ID, 'must be 22 letters and digits');
const instant = z.number().int('must be epoch milliseconds');
const count = z.number().int().min(0);
const pattern = z.string().refine(isPattern, 'must be a regular expression');

function isPattern(source: string): boolean {
  try {
    return Boolean(new RegExp(source));
  } catch {
    return false;
  }
}

/** What each control route takes. Unknown fields are refused, so that a misspelt one is noticed. */
export const clientInput = z.strictObject({
  id: name,
  secret: z.string().min(1),
  name: name.optional(),
  redirectUris: z.array(z.url()).default([]),
  mode: z.enum(['extended', 'development']),
  listedFans: z.array(name).default([]),
  rotation: z.enum(['never', 'always']).default('never'),
  accessTokenSeconds: z.number().positive().default(3600),
});

const about = { country: market.optional(), product: z.enum(['premium', 'free']).optional() };
export const fansInput = z.union(
  [
    z.strictObject({ id: name, ...about }),
    z.strictObject({ count: count.max(1_000_000), prefix: z.string().min(1), ...about }),
  ],
  'give {id, country?, product?} or {count, prefix, country?, product?}; a country is two capital letters',
);

export const releaseInput = z.strictObject({
  id: spotifyId,
  type: z.enum(['album', 'single']).default('album'),
  name,
  artist: name,
  upc: z
    .string()
    .regex(/^\d{12,14}$/, 'must be 12 to 14 digits')
    .optional(),
  /** search finds it by its UPC only when that is filled up to 14 digits */
  onlyPaddedUpcMatches: z.boolean().default(false),
  isrcs: z.array(z.string().min(1)).default([]),
  /** instead of `isrcs`, to name the tracks */
  tracks: z
    .array(z.strictObject({ id: spotifyId.optional(), name: name.optional(), isrc: z.string().optional() }))
    .optional(),
  availableAt: z.union(
    [instant, z.record(z.string().regex(/^([A-Z]{2}|default)$/), instant)],
    'must be epoch milliseconds, or those per market, such as {default, GB}',
  ),
  lateByMs: z.number().default(0),
  releaseDate: z.iso.date().optional(),
  putBeforeRelease: z.enum(['not_found', 'ignored', 'accepted']).default('not_found'),
});

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
  fault,
});
/** One rule or a list of them. */
export const faultsInput = z.preprocess(value => (Array.isArray(value) ? value : [value]), z.array(faultRule));

export const limitInput = z.strictObject({
  client: name,
  /** null: no limit */
  limit: count.nullable(),
  windowMs: z.number().positive().default(30_000),
  retryAfter: z
    .union(
      [z.enum(['seconds', 'http-date', 'absent', 'negative']), z.number()],
      'must be seconds, http-date, absent, negative or a number',
    )
    .default('seconds'),
  quotaExceeded: z.boolean().default(false),
  /** whether token requests count as well; Spotify counts API calls */
  tokenRoute: z.boolean().default(false),
});

export const latencyInput = z.strictObject({ ms: z.number().min(0) });

export const grantInput = z
  .strictObject({
    fan: name.optional(),
    fans: z.array(name).optional(),
    client: name,
    scopes: z.array(z.string()),
    /** when the fan agreed, if not now */
    authorizedAt: instant.optional(),
  })
  .refine(({ fan, fans }) => (fan === undefined) !== (fans === undefined), 'give either fan or fans');

export const revokeInput = z.strictObject({ fan: name });

export type ClientInput = z.input<typeof clientInput>;
export type FansInput = z.input<typeof fansInput>;
export type ReleaseInput = z.input<typeof releaseInput>;
export type FaultInput = z.input<typeof faultRule>;
export type LimitInput = z.input<typeof limitInput>;
export type GrantInput = z.input<typeof grantInput>;
