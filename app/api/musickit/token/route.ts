import { musicKitSettings } from '@/lib/auth/apple-consent';
import { isOwnFetch } from '@/lib/auth/scope';
import { log } from '@/lib/log';

export const dynamic = 'force-dynamic';

/** What the page needs for Apple's script: its address and a developer token that works on this site alone. */
export async function GET(request: Request): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  if (!isOwnFetch(request.headers)) return new Response(null, { status: 403, headers });
  try {
    const settings = await musicKitSettings();
    return settings ? Response.json(settings, { headers }) : new Response(null, { status: 404, headers });
  } catch (error) {
    log.error('musickit.token', error);
    return new Response(null, { status: 503, headers });
  }
}
