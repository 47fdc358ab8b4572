import { readSeries } from '@/lib/analytics/reports/series';
import { readSummary } from '@/lib/analytics/reports/summary';
import { readTop } from '@/lib/analytics/reports/top';
import type { Campaign } from '@/lib/campaigns/data';
import { listOwnChannels } from '@/lib/campaigns/channels';
import type { Audience } from '@/lib/domain/audience';
import type { Pitch, PitchLine } from '@/lib/domain/pitch';
import { firstMoment } from '@/lib/domain/release-moment';
import { dateWords, shortDay } from '@/lib/domain/release-words';
import type { WorkspaceId } from '@/lib/domain/workspace';
import { namesOf } from '../numbers/names';

const DAY_MS = 86_400_000;
/** More than the sheet has room for, because doubt can turn the order. */
const LINES = 30;

const sound = ({ presaves, doubtful }: Audience) => presaves - doubtful;
const sum = (some: readonly Audience[]) => some.reduce((total, one) => total + sound(one), 0);

/** What a campaign of the workspace's own has to show to an editor. `address` is its public one. */
export async function loadPitch(
  workspace: WorkspaceId,
  campaign: Campaign,
  { address, now }: { address: string; now: number },
): Promise<Pitch> {
  const isOut = now >= firstMoment(campaign.release);
  // what grew is what came before it was out; after that nobody pre-saves
  const to = isOut ? firstMoment(campaign.release) - 1 : now;
  const [summary, top, own, days] = await Promise.all([
    readSummary(campaign.id),
    readTop(campaign.id, LINES),
    listOwnChannels(workspace, campaign.id),
    readSeries(campaign.id, { from: to - 13 * DAY_MS, to, unit: 'day', zone: 'UTC' }),
  ]);
  const names = namesOf(own);
  const lines = (by: 'country' | 'dsp' | 'channel'): PitchLine[] =>
    top[by]
      .map(line => ({ name: names[by](line.value), n: sound(line) }))
      .filter(({ n }) => n > 0)
      .toSorted((a, b) => b.n - a.n);
  const isOldEnough = campaign.publishedAt !== null && campaign.publishedAt <= to - 14 * DAY_MS;
  return {
    artist: campaign.artist,
    title: campaign.title,
    date: dateWords(campaign.release),
    isOut,
    address,
    sound: sound(summary),
    doubtful: summary.doubtful,
    saved: summary.saved,
    visitors: summary.visitors,
    reminders: summary.reminders,
    growth: isOldEnough ? { last: sum(days.slice(-7)), before: sum(days.slice(-14, -7)) } : null,
    countries: lines('country'),
    services: lines('dsp'),
    channels: lines('channel'),
    counted: shortDay(now, null, 0),
  };
}
