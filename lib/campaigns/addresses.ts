import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { retiredAddresses } from '../../drizzle/schema/retired-addresses';
import type { Queryer, Tx } from '../db';

/**
 * Whether a campaign of `workspace` (null: the operator's) may have the address: nobody has it, and nobody else's deleted campaign
 * had it. `except` is the campaign that may keep its own.
 */
export async function isAddressFree(
  db: Queryer,
  slug: string,
  workspace: string | null,
  except?: string,
): Promise<boolean> {
  const [taken] = await db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.slug, slug), except === undefined ? undefined : ne(campaigns.id, except)));
  if (taken) return false;
  const others = workspace === null ? undefined : ne(retiredAddresses.workspaceId, workspace);
  const [retired] = await db
    .select({ slug: retiredAddresses.slug })
    .from(retiredAddresses)
    .where(and(eq(retiredAddresses.slug, slug), others && or(isNull(retiredAddresses.workspaceId), others)));
  return retired === undefined;
}

/** Keeps the address of a public campaign that goes for the workspace that gave it out. */
export async function retireAddress(tx: Tx, slug: string, workspace: string | null): Promise<void> {
  await tx
    .insert(retiredAddresses)
    .values({ slug, workspaceId: workspace })
    .onConflictDoUpdate({ target: retiredAddresses.slug, set: { workspaceId: workspace, retiredAt: sql`now()` } });
}
