import { z } from 'zod';
import { openLink } from '@/lib/auth/artist';
import { isOwnForm } from '@/lib/auth/scope';
import { env } from '@/lib/env';

const form = z.object({ token: z.string().max(200), next: z.string().max(400).catch('') });

/** The button behind the link in a sign-in mail. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnForm(request.headers, env().appUrl)) return new Response(null, { status: 403 });
  const read = form.safeParse(Object.fromEntries(await request.formData().catch(() => new FormData())));
  const { token, next } = read.data ?? { token: '', next: '' };
  return openLink(token, next, request.headers.get('cookie'));
}
