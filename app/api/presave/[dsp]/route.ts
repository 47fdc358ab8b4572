import { findOffer } from '@/lib/campaigns/open';
import { clock } from '@/lib/clock';
import { CAPABILITIES } from '@/lib/domain/capability';
import { env } from '@/lib/env';
import { addressOf } from '@/lib/auth/asker';
import { startConsent } from '@/lib/auth/fan';
import { newIntent } from '@/lib/auth/intent';
import { readTap, type Tap } from '@/lib/auth/tap';
import { tapWait } from '@/lib/auth/tap-allowance';
import { log } from '@/lib/log';
import { holdsPlace } from '@/lib/presaves/receipt';

/** Where a tap leads: to the DSP with the intent in the browser, or back to the page with the sentence that fits. */
async function start({ pass, ...tap }: Tap): Promise<string> {
  const { slug, dsp } = tap;
  try {
    const renewing = pass !== null && (await holdsPlace(pass, tap));
    const found = await findOffer(slug, dsp, { renewing });
    if (found?.offer.kind === 'opens') return `/${slug}/not-yet`;
    if (found?.offer.kind === 'full') return `/${slug}/full/${dsp}`;
    if (found?.offer.kind !== 'open') return `/${slug}/gone`;
    if (CAPABILITIES[dsp].permission !== 'oauth') return `/${slug}/needs-script`;
    return await startConsent(newIntent({ campaignId: found.campaignId, ...tap }, clock.now()));
  } catch (error) {
    log.error('presave.start', error, { slug });
    return `/${slug}/try-later`;
  }
}

/** For whoever taps like no crowd does. A page of its own would cost more than the flood. */
function tooMany(seconds: number): Response {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'retry-after': String(seconds),
    'cache-control': 'no-store',
  };
  return new Response('Too many taps from your network at once. Go back and try again in a minute.', {
    status: 429,
    headers,
  });
}

/** A fan's tap: a plain form post. Works without JavaScript, and writes nothing but the intent cookie. */
export async function POST(request: Request, { params }: { params: Promise<{ dsp: string }> }): Promise<Response> {
  const wait = tapWait(addressOf(request.headers), clock.now());
  if (wait > 0) return tooMany(wait);
  const read = await readTap((await params).dsp, request);
  const path = read.kind === 'tap' ? await start(read.tap) : read.path;
  return new Response(null, {
    status: 303,
    headers: { location: new URL(path, env().appUrl).href, 'cache-control': 'no-store' },
  });
}
