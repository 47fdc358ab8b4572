import type { DraftOf } from '@/lib/campaigns/drafts/keep';
import { findOwnCampaign } from '@/lib/campaigns/of-workspace';
import { lastPreflight } from '@/lib/campaigns/preflight/last';
import { listWords } from '@/lib/domain/list-words';
import type { WorkspaceId } from '@/lib/domain/workspace';

/** What the campaign's last preflight found failing, as a sentence that asks once more; null: nothing, or there was none. */
export async function failingChecks(workspace: WorkspaceId, of: DraftOf): Promise<string | null> {
  if (!('campaign' in of)) return null;
  const campaign = await findOwnCampaign(workspace, of.campaign);
  const last = campaign && (await lastPreflight(workspace, campaign.id));
  if (!last || last.failing.length === 0) return null;
  const titles = listWords(last.failing.map(({ title }) => `“${title}”`));
  return `Not published yet: the last preflight fails at ${titles}. Mend it, or publish all the same.`;
}
