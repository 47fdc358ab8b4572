import { z } from 'zod';

/** What we read of Apple's answers; the rest is ignored. Source: Apple Music API, Albums.Attributes, Songs.Attributes, Storefronts. */

const text = z.string().nullish().catch(null);
const yes = z.boolean().nullish().catch(null);

const attributes = z.object({
  name: z.string(),
  artistName: z.string(),
  upc: text,
  isrc: text,
  releaseDate: text,
  isSingle: yes,
  /** third-party types know it on albums that are still to come (ciderapp/musickit-types) */
  isPrerelease: yes,
  /** only there when it can be played */
  playParams: z.object({ id: z.string() }).nullish().catch(null),
  artwork: z
    .object({ url: z.string(), width: z.number().nullish(), height: z.number().nullish() })
    .nullish()
    .catch(null),
});

const resourceSchema = z.object({
  id: z.string().regex(/^\d{1,20}$/),
  attributes,
  relationships: z
    .object({
      library: z
        .object({ data: z.array(z.unknown()) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});
export type Resource = z.output<typeof resourceSchema>;

/** `GET` of one release or of a filter: always a list. */
export const resourcesSchema = z.object({ data: z.array(resourceSchema) });

/** A storefront's id is a territory's two letters. */
export const storefrontSchema = z
  .object({ data: z.array(z.object({ id: z.string().regex(/^[a-z]{2}$/) })).min(1) })
  .transform(({ data }) => data[0]?.id ?? '');

export const subscriptionSchema = z
  .object({ meta: z.object({ subscription: z.object({ active: z.boolean() }) }) })
  .transform(({ meta }) => meta.subscription.active);

export const errorsSchema = z.object({
  errors: z.array(z.object({ code: text, title: text })).min(1),
});
