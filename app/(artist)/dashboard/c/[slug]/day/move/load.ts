import type { MoveView } from '@/components/artist/day/move-view';
import type { Campaign } from '@/lib/campaigns/data';
import { previewMove } from '@/lib/campaigns/move-preview';
import { readRelease } from '@/lib/campaigns/schema';
import { namesWords } from '@/lib/domain/number-words';
import { phaseAt } from '@/lib/domain/phase';
import type { Release } from '@/lib/domain/release';
import { lastMoment } from '@/lib/domain/release-moment';
import { dateTimeText, dateWords } from '@/lib/domain/release-words';
import { territoryName } from '@/lib/domain/territory-names';
import type { WorkspaceId } from '@/lib/domain/workspace';
import { permissionsAhead } from '@/lib/presaves/ahead';

export type Wanted = { date?: string | undefined; time?: string | undefined };

/** The release that was asked for, of the same kind as the campaign's; null when that is no date. */
export function wantedRelease(campaign: Campaign, { date = '', time = '' }: Wanted): Release | null {
  if (campaign.release.mode === 'local-midnight') {
    const release = readRelease(date);
    return release?.mode === 'local-midnight' ? release : null;
  }
  return /^\d\d:\d\d$/.test(time) ? readRelease(`${date}T${time}:00Z`) : null;
}

/** What would move to `to`. */
export async function loadMove(workspace: WorkspaceId, campaign: Campaign, to: Release): Promise<MoveView | null> {
  const preview = await previewMove(workspace, campaign.slug, to);
  if (!preview) return null;
  const { groups, ...counts } = preview;
  const ahead = async (at: number) => (await permissionsAhead(workspace, campaign.id, at)).expiring;
  return {
    ...counts,
    to: dateTimeText(to),
    words: dateWords(to),
    expiring: await ahead(lastMoment(to)),
    expiringBefore: await ahead(lastMoment(campaign.release)),
    groups: groups.map(({ territories, ...group }) => ({
      ...group,
      where: namesWords(territories.map(territoryName), 3),
    })),
    page: pageChange(campaign, to, preview.now),
  };
}

function pageChange(campaign: Campaign, to: Release, now: number): MoveView['page'] {
  const [before, after] = [phaseAt(campaign, now), phaseAt({ ...campaign, release: to }, now)];
  if (before === after || before === 'draft') return null;
  return after === 'presave' ? 'opens_again' : 'turns_over';
}
