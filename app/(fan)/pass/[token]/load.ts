import type { PassView } from '@/components/fan/pass-view';
import { findCampaign } from '@/lib/campaigns/data';
import { toFanPage } from '@/lib/campaigns/fan-page';
import { savingOf } from '@/lib/campaigns/open';
import { clock, isoInstant } from '@/lib/clock';
import { reconnectButton } from '@/lib/domain/save-button';
import { DSP_NAMES } from '@/lib/domain/dsp';
import { grantNeed, isOut } from '@/lib/domain/grant-life';
import { releaseMoment } from '@/lib/domain/release-moment';
import { momentWords, shortDay } from '@/lib/domain/release-words';
import { saveWords } from '@/lib/domain/save-words';
import { env } from '@/lib/env';
import { readReceipt } from '@/lib/presaves/receipt';

/** Gathers what a pass shows, in the fan's own time. Null when no pass has this token. */
export async function loadPass(token: string, fresh: boolean): Promise<PassView | null> {
  const receipt = await readReceipt(token);
  const campaign = receipt && (await findCampaign(receipt.slug));
  const now = clock.now();
  const page = campaign && toFanPage(campaign, { savers: {} }, now);
  if (!receipt || !campaign || !page) return null;
  const { release } = campaign;
  const moment = releaseMoment(release, receipt.territory);
  const need = grantNeed({ ...receipt, release, saving: savingOf(campaign, receipt.dsp, now), now });
  return {
    slug: campaign.slug,
    artist: campaign.artist,
    title: campaign.title,
    artwork: page.artwork,
    theme: campaign.theme,
    serviceName: DSP_NAMES[receipt.dsp],
    home: saveWords(receipt.dsp).home,
    place: saveWords(receipt.dsp).place,
    state: receipt.state,
    fresh,
    again: receipt.reason === 'consented_again',
    out: isOut({ ...receipt, release, now }),
    need,
    days: {
      ends: receipt.heldUntil === null ? null : shortDay(receipt.heldUntil, receipt.zone, now),
      release: shortDay(moment, receipt.zone, now),
      renew: need.kind !== 'none' && need.renew.kind === 'opens' ? shortDay(need.renew.at, receipt.zone, now) : null,
    },
    reconnect: need.kind !== 'none' && need.renew.kind === 'open' ? reconnectButton(receipt.dsp) : null,
    ended: page.phase === 'ended',
    zone: receipt.zone ?? '',
    momentIso: isoInstant(moment),
    momentWords: momentWords(moment, receipt.zone),
    checked: receipt.reason === 'verified',
    savedWords: receipt.savedAt === null ? null : momentWords(receipt.savedAt, receipt.zone),
    holdsUntilWords: receipt.heldUntil === null ? null : momentWords(receipt.heldUntil, receipt.zone),
    passUrl: `${env().appUrl}/pass/${token}`,
    campaignUrl: `${env().appUrl}/${campaign.slug}`,
    withdrawAction: '/api/presave/withdraw',
    token,
  };
}
