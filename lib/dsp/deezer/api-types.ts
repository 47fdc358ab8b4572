import { z } from 'zod';
import { isTerritory } from '../../domain/territory-zones';

/** What we read of Deezer's answers; the rest is ignored. Source: answers recorded in browniebroke/deezer-python, `tests/cassettes`. */

/** Errors come with HTTP 200. `{"error":"Not Found"}` and `{"error":[]}` have been seen as well and say nothing. */
export const errorSchema = z.object({
  error: z.object({ code: z.coerce.number().catch(0), message: z.string().catch('') }),
});

const id = z.union([z.string().regex(/^\d{1,20}$/), z.number().int().positive().transform(String)]);
const text = z.string().nullish().catch(null);
const artist = z.object({ name: z.string() });
const countries = z.array(z.string()).nullish().catch(null);

/** A country we have no zone for tells nothing. */
export const meSchema = z
  .object({ id, name: text, country: text })
  .transform(me => ({ accountId: me.id, name: me.name || null, country: isTerritory(me.country) ? me.country : null }));

export const albumSchema = z.object({
  id,
  title: z.string(),
  artist,
  upc: text,
  record_type: text,
  cover_xl: text,
  release_date: text,
  available_countries: countries,
  tracks: z
    .object({ data: z.array(z.object({ id })) })
    .nullish()
    .catch(null),
});
export type Album = z.output<typeof albumSchema>;

export const trackSchema = z.object({
  id,
  title: z.string(),
  artist,
  isrc: text,
  release_date: text,
  available_countries: countries,
  album: z.object({ id, cover_xl: text }).nullish().catch(null),
});
export type Track = z.output<typeof trackSchema>;
