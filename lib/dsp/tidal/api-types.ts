import { z } from 'zod';

/** What we read of TIDAL's answers; the rest is ignored. Source: `tidal-api-oas.json` 1.10.104 in tidal-music/tidal-sdk-web. */

const skipped = z.object({ id: z.string(), reason: z.string() });

/**
 * The answer to adding items to a collection. What was left out stands in `meta.skipped`; without it nothing was. A body that
 * cannot be read proves nothing, so `data` has to be there.
 */
export const addedSchema = z
  .object({
    data: z.array(z.unknown()),
    meta: z.object({ skipped: z.array(skipped).nullish() }).nullish(),
  })
  .transform(({ meta }) => ({ skipped: meta?.skipped ?? [] }));

/** JSON:API errors. `code` is there where one status has several meanings. */
export const errorsSchema = z.object({
  errors: z
    .array(z.object({ code: z.string().nullish().catch(null), detail: z.string().nullish().catch(null) }))
    .min(1),
});

const attributes = z.object({
  title: z.string(),
  version: z.string().nullish().catch(null),
  barcodeId: z.string().nullish().catch(null),
  isrc: z.string().nullish().catch(null),
  releaseDate: z.string().nullish().catch(null),
  /** an album's: ALBUM, EP or SINGLE */
  type: z.string().nullish().catch(null),
  accessType: z.string().nullish().catch(null),
  availability: z.array(z.string()).nullish().catch(null),
});
const named = z.object({ id: z.string(), type: z.string() });

const linked = z.object({ data: z.array(named).nullish() }).nullish();

const resourceSchema = z.object({
  id: z.string().min(1),
  attributes,
  relationships: z.object({ artists: linked, albums: linked }).nullish().catch(null),
});
export type Resource = z.output<typeof resourceSchema>;

const includedSchema = named.extend({
  attributes: z
    .object({ name: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
});

/** `GET /albums` and `GET /tracks` with a filter and `include=artists`. */
export const resourcesSchema = z.object({
  data: z.array(resourceSchema),
  included: z.array(includedSchema).nullish().catch(null),
});
export type Resources = z.output<typeof resourcesSchema>;
