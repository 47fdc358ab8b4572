import { z } from 'zod';
import { parseIsrc, parseUpc } from '../domain/codes';
import { DSPS, type Dsp } from '../domain/dsp';
import { RELEASE_KINDS, type Release } from '../domain/release';
import { isReleaseDate } from '../domain/release-moment';
import { parseCountdownLink, parseServiceLink, parseSpotifyUri } from '../domain/service-link';
import { parseSlug } from '../domain/slug';
import type { ServiceLinks } from '../domain/saving';

const name = (field: string) =>
  z
    .string({ error: `${field} is missing: write it as it will appear on the services` })
    .trim()
    .min(1, `${field} is empty: write it as it will appear on the services`)
    .max(300, `${field} is longer than 300 characters: shorten it`);

/** A domain parser as a zod step: its message becomes the field's. */
function parsed<T extends { ok: true } | { ok: false; message: string }, R>(
  parse: (text: string) => T,
  pick: (value: Extract<T, { ok: true }>) => R,
) {
  return (text: string, ctx: z.RefinementCtx): R => {
    const result = parse(text);
    if (result.ok) return pick(result as Extract<T, { ok: true }>);
    ctx.addIssue({ code: 'custom', message: (result as { message: string }).message });
    return z.NEVER;
  };
}

const releaseSchema = z.discriminatedUnion(
  'mode',
  [
    z.strictObject({
      mode: z.literal('local-midnight'),
      date: z.string().refine(isReleaseDate, 'must be a calendar date such as 2026-12-12'),
    }),
    z.strictObject({
      mode: z.literal('instant'),
      at: z.iso
        .datetime({ offset: true, error: 'must be an instant with its zone, such as 2026-12-12T18:00:00Z' })
        .transform(text => Date.parse(text)),
    }),
  ],
  {
    error:
      'must be { "mode": "local-midnight", "date": "2026-12-12" } or { "mode": "instant", "at": "2026-12-12T18:00:00Z" }',
  },
) satisfies z.ZodType<Release, unknown>;

const linkSchema = z.strictObject({ url: z.string().optional() });
const spotifySchema = z.strictObject({
  uri: z.string().optional(),
  url: z.string().optional(),
  countdownUrl: z.string().optional(),
});

const servicesSchema = z.strictObject({
  spotify: spotifySchema.optional(),
  ...(Object.fromEntries(DSPS.filter(d => d !== 'spotify').map(d => [d, linkSchema.optional()])) as Record<
    Exclude<Dsp, 'spotify'>,
    z.ZodOptional<typeof linkSchema>
  >),
});

type ParsedServices = { links: ServiceLinks[]; notes: string[] };

/** Cleans every link, and says what was cleaned; a wrong one is an issue at its own field. */
const services = servicesSchema.transform((given, ctx): ParsedServices => {
  const out: ParsedServices = { links: [], notes: [] };
  const refuse = (path: string[], message: string) => ctx.addIssue({ code: 'custom', message, path });
  for (const dsp of DSPS) {
    const entry: z.output<typeof spotifySchema> | undefined = given[dsp];
    if (!entry) continue;
    const links: ServiceLinks = { dsp, url: null, uri: null, countdownUrl: null };
    if (entry.url !== undefined) {
      const link = parseServiceLink(dsp, entry.url);
      if (link.ok) {
        Object.assign(links, { url: link.url, uri: link.uri ?? null });
        out.notes.push(...link.notes.map(note => `services.${dsp}.url: ${note}`));
      } else refuse([dsp, 'url'], link.message);
    }
    if (entry.uri !== undefined) {
      const uri = parseSpotifyUri(entry.uri);
      const text = uri && `spotify:${uri.type}:${uri.id}`;
      if (!text) refuse([dsp, 'uri'], 'must be a release’s URI such as spotify:album:4aawyAB9vmqN3uQ7FjRGTy');
      else if (links.uri && links.uri !== text)
        refuse([dsp, 'uri'], 'names another release than the url beside it: keep the one that is right');
      else Object.assign(links, { uri: text, url: links.url ?? `https://open.spotify.com/${uri.type}/${uri.id}` });
    }
    if (entry.countdownUrl !== undefined) {
      const link = parseCountdownLink(entry.countdownUrl);
      if (link.ok) links.countdownUrl = link.url;
      else refuse([dsp, 'countdownUrl'], link.message);
    }
    out.links.push(links);
  }
  if (out.links.length === 0) refuse([], 'names no service: give at least one, with its link or with an empty {}');
  return out;
});

/** The JSON of `campaign create`, checked and cleaned. `artwork` is a file's path, which only the caller can read. */
export const campaignSchema = z
  .strictObject({
    slug: z
      .string({ error: 'slug is missing: it is the end of the link, such as night-drive' })
      .transform(parsed(parseSlug, v => v.slug)),
    artist: name('artist'),
    title: name('title'),
    kind: z.enum(RELEASE_KINDS, `must be one of ${RELEASE_KINDS.join(', ')}`),
    release: releaseSchema,
    upc: z
      .string()
      .transform(parsed(parseUpc, v => v.upc))
      .optional(),
    isrcs: z
      .array(z.string().transform(parsed(parseIsrc, v => v.isrc)))
      .max(100)
      .optional(),
    artwork: z.string().min(1).optional(),
    services,
    about: z.string().trim().max(600, 'is longer than 600 characters: shorten it').optional(),
  })
  .superRefine((campaign, ctx) => {
    const findable = campaign.upc !== undefined || (campaign.isrcs?.length ?? 0) > 0;
    const spotify = campaign.services.links.find(l => l.dsp === 'spotify');
    if (spotify && !spotify.uri && !spotify.countdownUrl && !findable)
      ctx.addIssue({
        code: 'custom',
        path: ['services', 'spotify'],
        message: 'cannot be found on release day: give its uri or url here, or the release’s upc or isrcs',
      });
  });

export type CampaignInput = z.output<typeof campaignSchema>;

export type Problem = { field: string; message: string };

/** Reads a campaign's JSON. Every problem names its field and the mend. */
export function readCampaign(
  json: unknown,
): { ok: true; campaign: CampaignInput } | { ok: false; problems: Problem[] } {
  const result = campaignSchema.safeParse(json);
  if (result.success) return { ok: true, campaign: result.data };
  return {
    ok: false,
    problems: result.error.issues.map(issue => ({
      field: issue.path.join('.') || 'campaign',
      message: issueText(issue),
    })),
  };
}

function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `does not know ${issue.keys.map(k => `"${k}"`).join(', ')}: remove or correct it`;
  return issue.message;
}

/** The new date of `campaign move`: a calendar date is a local midnight, an instant with its zone is one instant. */
export function readRelease(text: string): Release | null {
  const result = releaseSchema.safeParse(
    isReleaseDate(text) ? { mode: 'local-midnight', date: text } : { mode: 'instant', at: text },
  );
  return result.success ? result.data : null;
}
