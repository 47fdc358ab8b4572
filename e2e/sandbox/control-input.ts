import { z } from 'zod';
import { count, instant, market, name, spotifyId } from './input-parts';

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

const availableAt = z.union(
  [instant, z.record(z.string().regex(/^([A-Z]{2}|default)$/), instant)],
  'must be epoch milliseconds, or those per market, such as {default, GB}',
);
const putBeforeRelease = z.enum(['not_found', 'ignored', 'accepted']);

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
  availableAt,
  lateByMs: z.number().default(0),
  releaseDate: z.iso.date().optional(),
  putBeforeRelease: putBeforeRelease.default('not_found'),
});

/** What may change of a release in mid-run. */
export const releasePatch = z.strictObject({
  availableAt: availableAt.optional(),
  lateByMs: z.number().optional(),
  putBeforeRelease: putBeforeRelease.optional(),
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
    /** access tokens too, as if each had been refreshed now */
    withAccess: z.boolean().default(false),
  })
  .refine(({ fan, fans }) => (fan === undefined) !== (fans === undefined), 'give either fan or fans');

export const revokeInput = z.strictObject({ fan: name });

export type ClientInput = z.input<typeof clientInput>;
export type FansInput = z.input<typeof fansInput>;
export type ReleaseInput = z.input<typeof releaseInput>;
export type ReleasePatch = z.input<typeof releasePatch>;
export type GrantInput = z.input<typeof grantInput>;
