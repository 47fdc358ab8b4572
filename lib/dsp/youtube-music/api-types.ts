import { z } from 'zod';

/** What we read of YouTube's answers; the rest is ignored. Source: YouTube Data API v3 reference. */

/** Google's error object; `reason` is what tells one 403 from another. */
export const errorSchema = z.object({
  error: z.object({
    message: z.string().catch(''),
    errors: z.array(z.object({ reason: z.string().catch('') })).catch([]),
  }),
});

/** `GET /channels?part=id&mine=true`. An account that never used YouTube has no channel, and the items may be missing. */
export const channelsSchema = z.object({ items: z.array(z.object({ id: z.string().min(1) })).nullish() });

const regions = z.array(z.string()).nullish().catch(null);

const videoSchema = z.object({
  id: z.string().min(1),
  snippet: z.object({
    title: z.string(),
    channelTitle: z.string().catch(''),
    liveBroadcastContent: z.string().nullish().catch(null),
  }),
  status: z.object({ privacyStatus: z.string(), uploadStatus: z.string().nullish().catch(null) }),
  contentDetails: z
    .object({ regionRestriction: z.object({ allowed: regions, blocked: regions }).nullish().catch(null) })
    .nullish()
    .catch(null),
});
export type Video = z.output<typeof videoSchema>;

/** `GET /videos?part=snippet,status,contentDetails&id=`. */
export const videosSchema = z.object({ items: z.array(videoSchema) });
