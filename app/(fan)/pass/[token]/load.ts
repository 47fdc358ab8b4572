import { passStory } from '@/components/fan/pass-story';
import type { PassView } from '@/components/fan/pass-view';
import { findCampaign, type Campaign } from '@/lib/campaigns/data';
import { artworkOf } from '@/lib/campaigns/fan-page';
import { savingOf } from '@/lib/campaigns/open';
import { clock, isoInstant } from '@/lib/clock';
import { deploymentOf, grantDaysOf } from '@/lib/domain/deployment';
import { DSP_NAMES } from '@/lib/domain/dsp';
import { grantNeed, isOut } from '@/lib/domain/grant-life';
import { leftBehind, passHistory } from '@/lib/domain/pass-history';
import { phaseAt } from '@/lib/domain/phase';
import { releaseMoment } from '@/lib/domain/release-moment';
import { dayMoment, momentWords, shortDay, zoneWords } from '@/lib/domain/release-words';
import { renewalOf } from '@/lib/domain/renewal';
import { FAN_DAYS } from '@/lib/domain/retention';
import { onPass, reconnectButton, renewButton } from '@/lib/domain/save-button';
import { saveWords } from '@/lib/domain/save-words';
import { env } from '@/lib/env';
import { readHistory } from '@/lib/presaves/history';
import { readReceipt } from '@/lib/presaves/receipt';

const DAY_MS = 86_400_000;

type Receipt = NonNullable<Awaited<ReturnType<typeof readReceipt>>>;

/** Gathers what a pass shows, in the fan's own time. Null when no pass has this token. */
export async function loadPass(token: string, fresh: boolean): Promise<PassView | null> {
  const receipt = await readReceipt(token);
  const campaign = receipt && (await findCampaign(receipt.slug));
  if (!receipt || !campaign) return null;
  const view = viewOf(receipt, campaign, await readHistory(receipt), clock.now());
  return {
    ...view,
    fresh,
    passUrl: `${env().appUrl}/pass/${token}`,
    withdrawAction: '/api/presave/withdraw',
    token,
  };
}

function viewOf(
  receipt: Receipt,
  campaign: Campaign,
  { steps, moves }: Awaited<ReturnType<typeof readHistory>>,
  now: number,
): Omit<PassView, 'fresh' | 'passUrl' | 'withdrawAction' | 'token'> {
  const { dsp, state, reason, zone, heldUntil, savedAt } = receipt;
  const pageUrl = `${env().appUrl}/${campaign.slug}`;
  const { release } = campaign;
  const words = saveWords(dsp);
  const moment = releaseMoment(release, receipt.territory);
  const saving = savingOf(campaign, dsp, now);
  const need = grantNeed({ ...receipt, release, saving, now });
  const renewal = renewalOf({ state, reason, need, saving });
  const day = (at: number) => shortDay(at, zone, now);
  const lasts = now + (grantDaysOf(dsp, deploymentOf(env())) ?? 0) * DAY_MS;
  const out = isOut({ ...receipt, release, now });
  const said = {
    serviceName: DSP_NAMES[dsp],
    home: words.home,
    state,
    need,
    out,
    momentIso: isoInstant(moment),
    momentWords: dayMoment(moment, zone),
  };
  const ends = heldUntil === null ? null : day(heldUntil);
  const events = passHistory({ steps, moves, cameOut: out ? moment : null });
  return {
    ...said,
    slug: campaign.slug,
    artist: campaign.artist,
    title: campaign.title,
    artwork: artworkOf(campaign),
    theme: campaign.theme,
    place: words.place,
    reason,
    story: passStory({ ...said, events, zone, now, ends, isoOf: isoInstant }),
    zoneWords: zoneWords(zone),
    again: reason === 'consented_again',
    days: {
      ends,
      release: day(moment),
      renew: need.kind !== 'none' && need.renew.kind === 'opens' ? day(need.renew.at) : null,
    },
    reconnect: renewal === 'reconnect' ? onPass(reconnectButton(dsp), pageUrl) : null,
    renew: renewal === 'renew' ? onPass(renewButton(dsp, day(lasts)), pageUrl) : null,
    asked: words.permission === null ? null : { permission: words.permission, wider: words.wider },
    holds: heldUntil !== null,
    left: leftBehind(steps),
    disconnect: words.disconnect,
    ended: phaseAt(campaign, now) === 'ended',
    zone: zone ?? '',
    checked: reason === 'verified',
    savedWords: savedAt === null ? null : momentWords(savedAt, zone),
    holdsUntilWords: heldUntil === null ? null : dayMoment(heldUntil, zone),
    // a campaign that was taken back has no page, and its fans can still withdraw
    campaignUrl: campaign.publishedAt === null ? null : pageUrl,
    passEnds: day(receipt.passedAt + FAN_DAYS * DAY_MS),
  };
}
