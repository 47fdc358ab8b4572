import { and, eq } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { lockCampaign, type Tx } from '../db';
import type { WorkspaceId } from '../domain/workspace';

export type OwnRow = typeof campaigns.$inferSelect;

/** The workspace's own campaign at an address, held until the transaction ends; null for somebody else's. */
export async function holdOwn(tx: Tx, workspace: WorkspaceId, slug: string): Promise<OwnRow | null> {
  const [row] = await tx
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.slug, slug), eq(campaigns.workspaceId, workspace)))
    // not FOR UPDATE: a lane of saves writes lines that name this row
    .for('no key update');
  return row ?? null;
}

/**
 * The same for what stops saves: the campaign's lock as well, so that those under way have ended. The lock comes first, as it does
 * for everybody: whoever waited for it with the row in hand would be waited for.
 */
export async function lockOwn(tx: Tx, workspace: WorkspaceId, slug: string): Promise<OwnRow | null> {
  const [own] = await tx
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.slug, slug), eq(campaigns.workspaceId, workspace)));
  if (!own) return null;
  await lockCampaign(tx, own.id);
  return holdOwn(tx, workspace, slug);
}
