import { openGate } from '@/lib/auth/gate';
import { errorAnswer } from '@/lib/errors';
import { log } from '@/lib/log';
import { loadDay } from '../load';

type Props = { params: Promise<{ slug: string }> };

const HEADERS = { 'cache-control': 'no-store' };

/** The release day as it stands now, for the screen that shows it: 401 when nobody is signed in, 404 when it is not theirs. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const gate = await openGate();
    if (!gate) return Response.json({ gone: 'signed_out' }, { status: 401, headers: HEADERS });
    const day = await loadDay(gate.workspace.id, (await params).slug, { rates: false });
    if (!day) return Response.json({ gone: 'campaign' }, { status: 404, headers: HEADERS });
    return Response.json(day, { headers: HEADERS });
  } catch (error) {
    log.error('day.now', error);
    const { status, body } = errorAnswer(error);
    return Response.json(body, { status, headers: HEADERS });
  }
}
