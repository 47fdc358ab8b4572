import { requireRole } from '@/lib/auth/gate';
import { clock, isoInstant } from '@/lib/clock';
import { exportWorkspace } from '@/lib/workspaces/export';
import { streamed } from '../../../../streamed';

export const dynamic = 'force-dynamic';

/** Everything of the workspace as one JSON file, sent as it is read. */
export async function GET(): Promise<Response> {
  const gate = await requireRole('owner');
  if (gate.kind === 'shut') return new Response(gate.message, { status: gate.reason === 'role' ? 403 : 401 });
  const day = isoInstant(clock.now()).slice(0, 10);
  return new Response(streamed(exportWorkspace(gate.acting)), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="upbeat-${day}.json"`,
      'cache-control': 'no-store',
    },
  });
}
