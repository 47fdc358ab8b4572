import { authorizeAddresses } from '@/lib/auth/authorize-addresses';
import { requireRole } from '@/lib/auth/gate';
import { isOwnFetch } from '@/lib/auth/scope';
import { findOwnCampaign } from '@/lib/campaigns/of-workspace';
import { rehearse } from '@/lib/campaigns/preflight/rehearse';
import type { PreflightEvent } from '@/lib/domain/preflight';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { headToBe } from '../head-to-be';

export const dynamic = 'force-dynamic';
/** Seconds the host may take: no check has more than eight. */
export const maxDuration = 30;

type Props = { params: Promise<{ slug: string }> };

const HEADERS = { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' };

/** Rehearses the campaign and tells each finding as it comes, one JSON text a line. It goes on to its end if nobody listens any more. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  if (!isOwnFetch(request.headers)) return new Response('Start it from the dashboard.', { status: 403 });
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return new Response(gate.message, { status: gate.reason === 'role' ? 403 : 401 });
  const campaign = await findOwnCampaign(gate.workspace.id, (await params).slug);
  if (!campaign) return new Response('There is no such campaign.', { status: 404 });
  const given = { authorize: authorizeAddresses(env()), headToBe: headToBe(campaign) };
  const stream = new TransformStream<string, string>();
  const writer = stream.writable.getWriter();
  const tell = (event: PreflightEvent) => void writer.write(`${JSON.stringify(event)}\n`).catch(() => undefined);
  rehearse(gate.acting, campaign, given, tell)
    .catch(error => log.error('preflight.run', error))
    .finally(() => void writer.close().catch(() => undefined));
  return new Response(stream.readable.pipeThrough(new TextEncoderStream()), { headers: HEADERS });
}
