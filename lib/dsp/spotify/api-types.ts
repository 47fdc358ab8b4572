import { z } from 'zod';
import { isTerritory } from '../../domain/territory-zones';

/** What we read of Spotify's answers; the rest is ignored. Source: Spotify Web API reference and "Refreshing tokens". */

/**
 * An answer of `POST /api/token`. Nothing but a missing access token may spoil it: it can carry a rotated refresh token that
 * exists nowhere else.
 */
export const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().catch(3600),
  refresh_token: z.string().min(1).nullish().catch(null),
});

export const tokenErrorSchema = z.object({ error: z.string(), error_description: z.string().optional().catch('') });

/** `reason` has been there since July 2026 ("Web API quota updates for Development Mode"). */
export const apiErrorSchema = z.object({
  error: z.object({ message: z.string().catch(''), reason: z.string().nullish().catch(null) }),
});

/**
 * `account_id` has been there since May 2026 and never changes; `id` is not meant to link accounts by. `country` comes only with
 * the scope user-read-private, which we do not ask for, and never in development mode; a code we have no zone for tells nothing.
 */
export const meSchema = z
  .object({
    account_id: z.string().min(1).nullish(),
    id: z.string().min(1).nullish(),
    display_name: z.string().nullish().catch(null),
    country: z.string().nullish().catch(null),
  })
  .transform((me, ctx) => {
    const accountId = me.account_id ?? me.id;
    if (accountId)
      return { accountId, name: me.display_name || null, country: isTerritory(me.country) ? me.country : null };
    ctx.addIssue({ code: 'custom', message: 'has neither account_id nor id' });
    return z.NEVER;
  });

const artists = z.array(z.object({ name: z.string() }));
const restrictions = z.object({ reason: z.string().catch('') }).nullish();
const releaseDate = z.string().nullish().catch(null);
const images = z
  .array(z.object({ url: z.string(), width: z.number().nullish().catch(null) }))
  .nullish()
  .catch(null);
const playable = z.boolean().nullish().catch(null);

const albumFields = {
  id: z.string().min(1),
  name: z.string(),
  artists,
  restrictions,
  release_date: releaseDate,
  images,
};

export const albumSchema = z.object({
  ...albumFields,
  album_type: z.string().nullish().catch(null),
  total_tracks: z.number().nullish().catch(null),
  external_ids: z.object({ upc: z.string().nullish() }).nullish().catch(null),
  tracks: z
    .object({ items: z.array(z.object({ is_playable: playable })) })
    .nullish()
    .catch(null),
});
export type Album = z.output<typeof albumSchema>;

export const trackSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  artists,
  restrictions,
  is_playable: playable,
  external_ids: z.object({ isrc: z.string().nullish() }).nullish().catch(null),
  album: z.object({ id: z.string().min(1), release_date: releaseDate, images }),
});
export type Track = z.output<typeof trackSchema>;

/** Spotify's pages have had null among their items. */
const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item.nullable()) });

export const albumSearchSchema = z
  .object({ albums: page(z.object({ id: z.string().min(1) })) })
  .transform(({ albums }) => albums.items.flatMap(album => (album ? [album.id] : [])));

export const trackSearchSchema = z
  .object({ tracks: page(trackSchema) })
  .transform(({ tracks }) => tracks.items.flatMap(track => (track ? [track] : [])));

/** Check Saved Items: one boolean for each URI asked about, in their order. */
export const containsSchema = z.array(z.boolean());
