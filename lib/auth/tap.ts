import { z } from 'zod';
import { isDsp, type Dsp } from '../domain/dsp';
import { signInRefused } from '../domain/in-app';
import { territoryOfZone } from '../domain/zone-territory';
import { env } from '../env';
import { isOwnForm } from './scope';

const form = z.object({
  slug: z.string().regex(/^[a-z0-9-]{2,60}$/),
  // A zone we cannot place is as good as none; what a fan's browser says is never trusted further than that.
  zone: z
    .string()
    .max(64)
    .transform(zone => (territoryOfZone(zone) ? zone : null))
    .catch(null),
  channel: z
    .string()
    .regex(/^[\w .-]{1,40}$/)
    .nullable()
    .catch(null),
  pass: z
    .string()
    .regex(/^[\w-]{20,64}$/)
    .nullable()
    .catch(null),
});

/** `pass`: of the pre-save whose permission is to be given anew, sent from its page. */
export type Tap = { slug: string; dsp: Dsp; zone: string | null; channel: string | null; pass: string | null };

/** Reads a fan's tap from the form it posted, or answers the path of the page that says what is wrong. */
export async function readTap(
  dsp: string,
  request: Request,
): Promise<{ kind: 'tap'; tap: Tap } | { kind: 'refused'; path: string }> {
  const fields = form.safeParse(Object.fromEntries(await request.formData().catch(() => new FormData())));
  if (!fields.success || !isDsp(dsp)) return { kind: 'refused', path: '/lost' };
  if (!isOwnForm(request.headers, env().appUrl)) return { kind: 'refused', path: `/${fields.data.slug}/cross-site` };
  const tap = { dsp, ...fields.data };
  if (signInRefused(dsp, request.headers.get('user-agent') ?? '')) return { kind: 'refused', path: outsidePath(tap) };
  return { kind: 'tap', tap };
}

/** The notice that shows the way out of an app's browser, with what is needed to go on outside at the same service. */
function outsidePath({ slug, dsp, channel }: Tap): string {
  const goOn = new URLSearchParams({ go: dsp, ...(channel && { c: channel }) });
  return `/${slug}/in-app?${goOn}`;
}
