import type { UnmadeRow } from '@/components/artist/unmade-list';
import { listUnmade } from '@/lib/campaigns/drafts/read';
import { clock } from '@/lib/clock';
import { spanWords } from '@/lib/domain/desk-words';
import type { WorkspaceId } from '@/lib/domain/workspace';

/** Campaigns that were begun and not made so far, as the list shows them. */
export async function loadUnmade(workspace: WorkspaceId): Promise<UnmadeRow[]> {
  const now = clock.now();
  return (await listUnmade(workspace)).map(({ id, fields, updatedAt, updatedByName }) => ({
    id,
    title: (fields['title'] ?? '').trim() || 'Without a title',
    artist: (fields['artist'] ?? '').trim(),
    touched: `${updatedByName ?? 'Somebody'}, ${spanWords(now - updatedAt)} ago`,
  }));
}
