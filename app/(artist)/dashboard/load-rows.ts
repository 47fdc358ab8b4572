import type { CampaignRow } from '@/components/artist/campaign-list';
import { mediaPath } from '@/lib/campaigns/fan-page';
import { listOwnCampaigns, type ListedCampaign } from '@/lib/campaigns/of-workspace';
import { clock } from '@/lib/clock';
import { countdownWords, keyNumber } from '@/lib/domain/desk-words';
import { phaseAt } from '@/lib/domain/phase';
import { firstMoment, lastMoment } from '@/lib/domain/release-moment';
import { dateWords } from '@/lib/domain/release-words';
import type { WorkspaceId } from '@/lib/domain/workspace';

/** The rows of the list, or of the archive, and how many there are in the other. */
export type Rows = { rows: CampaignRow[]; others: number };

/** A workspace's campaigns as the list shows them: what is still ahead first and the nearest on top, then what is out. */
export async function loadRows(workspace: WorkspaceId, archived = false): Promise<Rows> {
  const now = clock.now();
  const all = await listOwnCampaigns(workspace);
  const shown = all.filter(({ campaign }) => (campaign.archivedAt !== null) === archived);
  const listed = shown.map(({ campaign, counts }) => ({
    campaign,
    counts,
    phase: phaseAt(campaign, now),
    first: firstMoment(campaign.release),
    last: lastMoment(campaign.release),
  }));
  const ahead = listed
    .filter(({ last, phase }) => last > now && phase !== 'ended')
    .toSorted((a, b) => a.first - b.first);
  const behind = listed.filter(one => !ahead.includes(one)).toSorted((a, b) => b.first - a.first);
  return { rows: [...ahead, ...behind].map(one => toRow(one, now)), others: all.length - shown.length };
}

type Standing = ListedCampaign & { phase: CampaignRow['phase']; first: number; last: number };

function toRow({ campaign, counts, phase, first, last }: Standing, now: number): CampaignRow {
  return {
    slug: campaign.slug,
    artist: campaign.artist,
    title: campaign.title,
    artwork: campaign.artworkSmall && mediaPath(campaign.artworkSmall),
    placeholder: campaign.theme.placeholder,
    phase,
    countdown: countdownWords(phase, { first, last, now }),
    date: dateWords(campaign.release),
    number: keyNumber(phase, counts),
  };
}
