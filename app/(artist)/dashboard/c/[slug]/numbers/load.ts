import type { BesideView, LiveView, NumbersView, Span } from '@/components/artist/numbers/numbers-view';
import { readSummary, type Summary } from '@/lib/analytics/reports/summary';
import { compareRuns, type RunDay } from '@/lib/analytics/reports/compare';
import { readLive } from '@/lib/analytics/reports/live';
import { eventsLost } from '@/lib/analytics/reports/losses';
import { readSeries } from '@/lib/analytics/reports/series';
import { readTop } from '@/lib/analytics/reports/top';
import type { Campaign } from '@/lib/campaigns/data';
import { listOwnChannels } from '@/lib/campaigns/channels';
import { listOwnCampaigns } from '@/lib/campaigns/of-workspace';
import { pointWords } from '@/lib/domain/chart-words';
import { lastCampaign } from '@/lib/domain/last-campaign';
import { firstMoment } from '@/lib/domain/release-moment';
import type { WorkspaceId } from '@/lib/domain/workspace';
import { namesOf } from './names';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SPAN_MS: Record<Span, number> = { hours: 47 * HOUR_MS, month: 29 * DAY_MS, all: Infinity };
/** More than there are countries or channels of one campaign. */
const EVERY_LINE = 400;

function liveOf(now: number, summary: Summary, minutes: LiveView['minutes']): LiveView {
  const { views, visitors, taps, reminders, presaves, doubtful, saved } = summary;
  return { now, minutes, sums: { views, visitors, taps, reminders, presaves, doubtful, saved } };
}

/** What the open screen asks for again and again. The campaign is one that whoever asks may see. */
export async function loadLive(campaignId: string, now: number): Promise<LiveView> {
  const [summary, minutes] = await Promise.all([readSummary(campaignId), readLive(campaignId, now)]);
  return liveOf(now, summary, minutes);
}

type Asked = { span: Span; zone: string | null; now: number };

/** All that the overview shows of one campaign of the workspace's own. */
export async function loadNumbers(workspace: WorkspaceId, campaign: Campaign, asked: Asked): Promise<NumbersView> {
  const { span, zone, now } = asked;
  const from = Math.max(campaign.publishedAt ?? now, now - SPAN_MS[span]);
  const unit = span === 'hours' ? 'hour' : 'day';
  const [summary, minutes, points, top, own, lost, beside] = await Promise.all([
    readSummary(campaign.id),
    readLive(campaign.id, now),
    readSeries(campaign.id, { from, to: now, unit, zone: zone ?? 'UTC' }),
    readTop(campaign.id, EVERY_LINE),
    listOwnChannels(workspace, campaign.id),
    eventsLost(now - 30 * DAY_MS),
    loadBeside(workspace, campaign, now),
  ]);
  const names = namesOf(own);
  const named = (by: keyof typeof names) =>
    top[by].map(line => ({ ...line, key: line.value, name: names[by](line.value) }));
  return {
    slug: campaign.slug,
    live: liveOf(now, summary, minutes),
    withdrawn: summary.withdrawn,
    doubts: summary.doubts,
    funnel: summary.funnel,
    span,
    zone,
    points: points.map(({ label, ...sums }) => ({ ...sums, name: pointWords(label) })),
    splits: {
      channel: named('channel'),
      country: named('country'),
      dsp: named('dsp'),
      device: named('device'),
      app: named('app'),
      way: named('way'),
    },
    beside,
    lost,
  };
}

async function loadBeside(workspace: WorkspaceId, campaign: Campaign, now: number): Promise<BesideView | null> {
  const all = await listOwnCampaigns(workspace);
  const last = lastCampaign(
    campaign,
    all.map(listed => listed.campaign),
  );
  if (!last) return null;
  const run = (of: Campaign) => ({ campaignId: of.id, releaseAt: firstMoment(of.release) });
  const { sums, days } = await compareRuns(run(campaign), run(last), now);
  const today = Math.floor(now / DAY_MS) - Math.floor(firstMoment(campaign.release) / DAY_MS);
  return { title: last.title, mine: sums[0], theirs: sums[1], days: grown(days, today) };
}

/** Day by day what there was by then; this campaign's line ends today. */
function grown([mine, theirs]: readonly [RunDay[], RunDay[]], today: number): BesideView['days'] {
  const all = [...mine, ...theirs].map(({ day }) => day);
  const [first, last] = [Math.min(today, ...all), Math.max(today, ...all)];
  const until = (days: readonly RunDay[], day: number) =>
    days.reduce((sum, one) => (one.day <= day ? sum + one.presaves : sum), 0);
  return Array.from({ length: Math.min(366, last - first + 1) }, (_, i) => {
    const day = first + i;
    return { day, mine: day > today ? null : until(mine, day), theirs: until(theirs, day) };
  });
}
