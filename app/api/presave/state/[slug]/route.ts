import { passLine } from '@/components/fan/pass-line';
import { forgetPass, rememberedPass } from '@/lib/auth/pass-cookie';
import { isOwnFetch } from '@/lib/auth/scope';
import { findCampaign } from '@/lib/campaigns/data';
import { savingOf } from '@/lib/campaigns/open';
import { clock } from '@/lib/clock';
import { grantNeed } from '@/lib/domain/grant-life';
import { log } from '@/lib/log';
import { readReceipt } from '@/lib/presaves/receipt';

const answer = (body: object, status = 200) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } });

/** What became of the pre-save this token belongs to, in a line for the campaign's page; null when nothing is left to say. */
async function stateOf(slug: string, token: string) {
  const receipt = await readReceipt(token);
  const campaign = receipt?.slug === slug ? await findCampaign(slug) : null;
  if (!receipt || !campaign) return null;
  const now = clock.now();
  const { state, dsp } = receipt;
  const need = grantNeed({ ...receipt, release: campaign.release, saving: savingOf(campaign, dsp, now), now });
  const line = passLine(state, need, dsp);
  return line && { state, dsp, passPath: `/pass/${token}`, ...line };
}

/** Asked by a campaign page's script in a browser that carries the mark of a pass. No pass, or none that still counts: forgotten. */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { slug } = await params;
  if (!isOwnFetch(request.headers) || !/^[a-z0-9-]{2,60}$/.test(slug)) return answer({ state: 'none' }, 404);
  try {
    const token = await rememberedPass(slug);
    const found = token && (await stateOf(slug, token));
    if (found) return answer(found);
    await forgetPass(slug);
    return answer({ state: 'none' });
  } catch (error) {
    log.error('presave.state', error, { slug });
    return answer({ state: 'unknown' }, 503);
  }
}
