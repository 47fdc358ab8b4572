import { revalidatePath } from 'next/cache';
import { isCron } from '@/lib/auth/scope';
import { env } from '@/lib/env';
import { AppError, errorAnswer } from '@/lib/errors';
import { log } from '@/lib/log';
import { runCronDrain } from '@/lib/release-day/run';

export const dynamic = 'force-dynamic';
/** Seconds the host may take for one call; the drain stops short of it. */
export const maxDuration = 60;

/** One drain, as the cron calls it every minute. Safe to call twice, and at once. */
export async function GET(request: Request): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  try {
    if (!isCron(request.headers.get('authorization'), env().cronSecret))
      throw new AppError('unauthorized', 'This address wants the cron’s secret.');
    const done = await runCronDrain(request.signal);
    if (done === null) return Response.json({ busy: true }, { headers });
    // For hosts with a page cache of their own; ours has flipped by itself.
    for (const slug of done.turned) revalidatePath(`/${slug}`);
    return Response.json(done, { headers });
  } catch (error) {
    const { status, body } = errorAnswer(error);
    if (status >= 500) log.error('cron.release', error);
    return Response.json(body, { status, headers });
  }
}
