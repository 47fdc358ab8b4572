import { z } from 'zod';
import { isTerritory } from '../../domain/territory-zones';

/** What we read of SoundCloud's answers; the rest is ignored. Source: `openapi/api.yaml` in soundcloud/api (July 2026). */

const text = z.string().nullish().catch(null);

/** `spam_warning_urn` is set where the 429 is about what an account did, and null where it is about the app's rate. */
export const tooManySchema = z.object({ spam_warning_urn: text });

export const errorSchema = z.object({ message: z.string().catch('') });

/** URNs have taken the place of the numbers. The country is a name in words as a rule, which tells no territory. */
export const meSchema = z.object({ urn: z.string().min(1), username: text, country: text }).transform(me => ({
  accountId: me.urn,
  name: me.username || null,
  country: isTerritory(me.country) ? me.country : null,
}));

const part = z.number().int().positive().nullish().catch(null);

/** A track or a set. The date is in three parts, any of which may be missing. */
export const releaseSchema = z
  .object({
    urn: z.string().min(1),
    title: z.string(),
    user: z.object({ username: z.string() }),
    permalink_url: text,
    release_year: part,
    release_month: part,
    release_day: part,
  })
  .transform(({ release_year: year, release_month: month, release_day: day, ...release }) => {
    const two = (n: number) => String(n).padStart(2, '0');
    return { ...release, date: year && month && day ? `${year}-${two(month)}-${two(day)}` : null };
  });
