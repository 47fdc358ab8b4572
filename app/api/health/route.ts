import { database, databaseNow } from '@/lib/db';

export const dynamic = 'force-dynamic';

/** Whether this instance and its database answer. */
export async function GET(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  try {
    return Response.json({ ok: true, databaseTime: await databaseNow(database().db) }, { headers });
  } catch {
    return Response.json({ ok: false, database: 'unreachable' }, { status: 503, headers });
  }
}
