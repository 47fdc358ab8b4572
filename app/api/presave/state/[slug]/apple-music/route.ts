import { after } from 'next/server';
import { keepEvidence } from '@/lib/analytics/evidence';
import { readAppleConsent, takeAppleConsent } from '@/lib/auth/apple-consent';
import { addressOf, askedBy } from '@/lib/auth/asker';
import { rememberedPass, rememberPass } from '@/lib/auth/pass-cookie';
import { isOwnForm } from '@/lib/auth/scope';
import { tapWait } from '@/lib/auth/tap-allowance';
import { appleWish } from '@/lib/campaigns/open';
import { clock } from '@/lib/clock';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { saveAtOnce } from '@/lib/release-day/save-at-once';

const answer = (body: object, status = 200) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } });

/**
 * A yes from Apple's window, sent by our own page's script. It lies under the address that the campaign's pass cookie travels to,
 * so that the same browser is known again.
 */
export async function POST(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { slug } = await params;
  const isOurs = isOwnForm(request.headers, env().appUrl) && request.headers.get('content-type') === 'application/json';
  if (!isOurs || !/^[a-z0-9-]{2,60}$/.test(slug)) return answer({ kind: 'gone' }, 403);
  if (tapWait(addressOf(request.headers), clock.now()) > 0) return answer({ kind: 'too_many' }, 429);
  try {
    const consent = await readAppleConsent(request);
    if (!consent) return answer({ kind: 'broken' }, 400);
    const wish = await appleWish(slug);
    if (!wish) return answer({ kind: 'gone' });
    const taken = await takeAppleConsent(wish, consent, await rememberedPass(slug));
    if (taken.kind !== 'done') return answer(taken);
    const { presaveId, passToken, elsewhere } = taken;
    await rememberPass(slug, passToken);
    after(() => keepEvidence(presaveId, askedBy(request.headers)));
    await saveAtOnce(presaveId);
    return answer({ kind: 'done', passPath: `/pass/${passToken}?fresh`, elsewhere });
  } catch (error) {
    log.error('presave.apple', error, { slug });
    // whether it was written down is not known here
    return answer({ kind: 'unheard' }, 503);
  }
}
