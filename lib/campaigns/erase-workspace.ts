import { eq, inArray, notExists, sql, and } from 'drizzle-orm';
import { users } from '../../drizzle/schema/artists';
import { campaigns } from '../../drizzle/schema/campaigns';
import { members } from '../../drizzle/schema/members';
import { workspaces } from '../../drizzle/schema/workspaces';
import { database, type Db } from '../db';
import type { Acting } from '../domain/workspace';
import { lockOwn } from './own-row';
import { removeIn } from './remove';

export type Erased = { campaigns: number; presaves: number; permissions: number; accounts: number };

/**
 * Erases a workspace with all its campaigns (see `removeCampaign`), its members' seats, its invitations and its log, and the accounts
 * of those who are in no other. Nothing of it is left but the addresses of pages that were public, which nobody gets again.
 */
export async function eraseWorkspace(acting: Acting, db: Db = database().db): Promise<Erased> {
  return db.transaction(async tx => {
    const erased: Erased = { campaigns: 0, presaves: 0, permissions: 0, accounts: 0 };
    const named = () =>
      tx
        .select({ slug: campaigns.slug })
        .from(campaigns)
        .where(eq(campaigns.workspaceId, acting.workspace))
        .orderBy(campaigns.id);
    // every campaign's lock before the workspace's row, which whoever changes one of them names in the log
    for (const { slug } of await named()) await lockOwn(tx, acting.workspace, slug);
    await tx.select().from(workspaces).where(eq(workspaces.id, acting.workspace)).for('update');
    for (const { slug } of await named()) {
      const row = await lockOwn(tx, acting.workspace, slug);
      if (!row) continue;
      const gone = await removeIn(tx, row);
      erased.campaigns += 1;
      erased.presaves += gone.presaves;
      erased.permissions += gone.permissions;
    }
    const were = await tx.select({ id: members.userId }).from(members).where(eq(members.workspaceId, acting.workspace));
    await tx.delete(workspaces).where(eq(workspaces.id, acting.workspace));
    const ids = were.map(({ id }) => id);
    const elsewhere = tx
      .select({ one: sql`1` })
      .from(members)
      .where(eq(members.userId, users.id));
    if (ids.length > 0) {
      const left = await tx
        .delete(users)
        .where(and(inArray(users.id, ids), notExists(elsewhere)))
        .returning({ id: users.id });
      erased.accounts = left.length;
    }
    return erased;
  });
}
