import { after } from 'next/server';
import { MOST_EVENT_BYTES, readEvent } from '@/lib/analytics/event';
import { record, written } from '@/lib/analytics/record';
import { askedBy } from '@/lib/auth/asker';
import { isOwnForm } from '@/lib/auth/scope';
import { clock } from '@/lib/clock';
import { env } from '@/lib/env';
import { log } from '@/lib/log';

const answer = (status: number) => new Response(null, { status, headers: { 'cache-control': 'no-store' } });

/**
 * What a campaign's page tells of itself: that it was opened, or a service tapped. Sets no cookie and reads none. The answer says
 * nothing of what became of it, so that nobody can find out by trying what is counted.
 */
export async function POST(request: Request): Promise<Response> {
  const { headers } = request;
  if (!isOwnForm(headers, env().appUrl)) return answer(403);
  // A browser always says how long it is; what does not say so is not read.
  const length = Number(headers.get('content-length') ?? Infinity);
  if (!(length <= MOST_EVENT_BYTES)) return answer(413);
  const event = readEvent(await request.text().catch(() => ''));
  if (!event) return answer(400);
  try {
    await record(event, askedBy(headers), clock.now());
    after(written);
  } catch (error) {
    log.error('events.record', error);
  }
  return answer(204);
}
