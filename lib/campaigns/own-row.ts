import { and, eq } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import type { Tx } from '../db';
import type { WorkspaceId } from '../domain/workspace';

export type OwnRow = typeof campaigns.$inferSelect;

/** The workspace's own campaign at an address, held until the transaction ends; null for somebody else's. */
export async function holdOwn(tx: Tx, workspace: WorkspaceId, slug: string): Promise<OwnRow | null> {
  const [row] = await tx
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.slug, slug), eq(campaigns.workspaceId, workspace)))
    // not FOR UPDATE: a lane of saves that the campaign's lock is waited for writes lines that name this row
    .for('no key update');
  return row ?? null;
}
