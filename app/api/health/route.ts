import { databasePulse } from '@/lib/release-day/pulse';

export const dynamic = 'force-dynamic';

/** Whether this instance and its database answer. */
export async function GET(): Promise<Response> {
  const pulse = await databasePulse();
  return Response.json(pulse, { status: pulse.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
