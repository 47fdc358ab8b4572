import { openGate } from '@/lib/auth/gate';
import { findOwnCampaign } from '@/lib/campaigns/of-workspace';
import { clock } from '@/lib/clock';
import { errorAnswer } from '@/lib/errors';
import { log } from '@/lib/log';
import { loadLive } from '../load';

type Props = { params: Promise<{ slug: string }> };

const HEADERS = { 'cache-control': 'no-store' };

/** A campaign's numbers as they stand now: 401 when nobody is signed in, 404 when it is not theirs. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const gate = await openGate();
    if (!gate) return Response.json({ gone: 'signed_out' }, { status: 401, headers: HEADERS });
    const campaign = await findOwnCampaign(gate.workspace.id, (await params).slug);
    if (!campaign) return Response.json({ gone: 'campaign' }, { status: 404, headers: HEADERS });
    return Response.json(await loadLive(campaign.id, clock.now()), { headers: HEADERS });
  } catch (error) {
    log.error('numbers.now', error);
    const { status, body } = errorAnswer(error);
    return Response.json(body, { status, headers: HEADERS });
  }
}
