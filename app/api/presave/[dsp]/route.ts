import { findSaving } from '@/lib/campaigns/open';
import { canConsent } from '@/lib/campaigns/places';
import { clock } from '@/lib/clock';
import { CAPABILITIES } from '@/lib/domain/capability';
import { env } from '@/lib/env';
import { startConsent } from '@/lib/auth/fan';
import { newIntent } from '@/lib/auth/intent';
import { readTap, type Tap } from '@/lib/auth/tap';
import { log } from '@/lib/log';

/** Where a tap leads: to the DSP with the intent in the browser, or back to the page with the sentence that fits. */
async function start(tap: Tap): Promise<string> {
  try {
    const found = await findSaving(tap.slug, tap.dsp);
    if (found?.saving.kind === 'opens') return `/${tap.slug}/not-yet`;
    if (found?.saving.kind !== 'open') return `/${tap.slug}/gone`;
    if (CAPABILITIES[tap.dsp].permission !== 'oauth') return `/${tap.slug}/needs-script`;
    if (!(await canConsent(tap.dsp))) return `/${tap.slug}/full`;
    return await startConsent(newIntent({ campaignId: found.campaignId, ...tap }, clock.now()));
  } catch (error) {
    log.error('presave.start', error, { slug: tap.slug });
    return `/${tap.slug}/try-later`;
  }
}

/** A fan's tap: a plain form post. Works without JavaScript, and writes nothing but the intent cookie. */
export async function POST(request: Request, { params }: { params: Promise<{ dsp: string }> }): Promise<Response> {
  const read = await readTap((await params).dsp, request);
  const path = read.kind === 'tap' ? await start(read.tap) : read.path;
  return new Response(null, {
    status: 303,
    headers: { location: new URL(path, env().appUrl).href, 'cache-control': 'no-store' },
  });
}
