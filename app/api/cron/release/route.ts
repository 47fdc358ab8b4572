import { revalidatePath } from 'next/cache';
import { isCron } from '@/lib/auth/scope';
import { database } from '@/lib/db';
import { env } from '@/lib/env';
import { errorAnswer, AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { workerContext } from '@/lib/release-day/context';
import { drain } from '@/lib/release-day/drain';

export const dynamic = 'force-dynamic';
/** Seconds the host allows; the drain keeps within `BUDGET_MS` of it. */
export const maxDuration = 60;
const BUDGET_MS = 50_000;

/** One drain, as the cron calls it every minute. Safe to call twice, and at once. */
export async function GET(request: Request): Promise<Response> {
  try {
    if (!isCron(request.headers.get('authorization'), env().cronSecret))
      throw new AppError('unauthorized', 'This address wants the cron’s secret.');
    const done = await drain(await workerContext(database().db, env()), {
      budgetMs: BUDGET_MS,
      signal: request.signal,
    });
    for (const slug of done.turned) revalidatePath(`/${slug}`);
    return Response.json(done, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    const { status, body } = errorAnswer(error);
    if (status >= 500) log.error('cron.release', error);
    return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
  }
}
