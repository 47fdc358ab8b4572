import type { PassView } from '@/components/fan/pass-view';
import { findCampaign } from '@/lib/campaigns/data';
import { toFanPage } from '@/lib/campaigns/fan-page';
import { clock, isoInstant } from '@/lib/clock';
import { DSP_NAMES } from '@/lib/domain/dsp';
import { releaseMoment } from '@/lib/domain/release-moment';
import { momentWords } from '@/lib/domain/release-words';
import { env } from '@/lib/env';
import { readReceipt } from '@/lib/presaves/receipt';

/** Gathers what a pass shows, in the fan's own time. Null when no pass has this token. */
export async function loadPass(token: string, fresh: boolean): Promise<PassView | null> {
  const receipt = await readReceipt(token);
  const campaign = receipt && (await findCampaign(receipt.slug));
  const page = campaign && toFanPage(campaign, { savers: {} }, clock.now());
  if (!receipt || !campaign || !page) return null;
  const moment = releaseMoment(campaign.release, receipt.territory);
  return {
    slug: campaign.slug,
    artist: campaign.artist,
    title: campaign.title,
    artwork: page.artwork,
    theme: campaign.theme,
    serviceName: DSP_NAMES[receipt.dsp],
    state: receipt.state,
    fresh,
    momentIso: isoInstant(moment),
    momentWords: momentWords(moment, receipt.zone),
    savedWords: receipt.savedAt === null ? null : momentWords(receipt.savedAt, receipt.zone),
    holdsUntilWords: receipt.heldUntil === null ? null : momentWords(receipt.heldUntil, receipt.zone),
    passUrl: `${env().appUrl}/pass/${token}`,
    campaignUrl: `${env().appUrl}/${campaign.slug}`,
    withdrawAction: '/api/presave/withdraw',
    token,
  };
}
