import { after } from 'next/server';
import { keepEvidence } from '@/lib/analytics/evidence';
import { askedBy } from '@/lib/auth/asker';
import { requireRole } from '@/lib/auth/gate';
import { finishConsent } from '@/lib/auth/fan';
import { shutAtQuota } from '@/lib/release-day/quota-gone';
import { concludeTrial } from '@/lib/campaigns/preflight/conclude-trial';
import { saveAtOnce } from '@/lib/release-day/save-at-once';

/** The DSP's redirect back. Nothing else of the sign-in engine is reachable: no session, no sign-in page, no provider list. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const [action, provider, ...rest] = (await params).nextauth;
  if (action !== 'callback' || !provider || rest.length > 0) return new Response(null, { status: 404 });
  const { response, presaveId, quotaGone, trial } = await finishConsent(request);
  if (presaveId) {
    after(() => keepEvidence(presaveId, askedBy(request.headers)));
    await saveAtOnce(presaveId);
  }
  if (quotaGone) await shutAtQuota(quotaGone);
  if (trial) {
    const gate = await requireRole('editor');
    if (gate.kind === 'open') await concludeTrial(gate.acting, trial);
  }
  return response;
}
