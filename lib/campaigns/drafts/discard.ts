import { and, eq, sql } from 'drizzle-orm';
import { campaignDrafts } from '../../../drizzle/schema/drafts';
import { database, type Db } from '../../db';
import type { Acting } from '../../domain/workspace';

/** Throws a draft away. A campaign that was being edited stays as it is. */
export async function discardDraft(acting: Acting, draft: string, db: Db = database().db): Promise<boolean> {
  const gone = await db
    .delete(campaignDrafts)
    .where(and(sql`${campaignDrafts.id}::text = ${draft}`, eq(campaignDrafts.workspaceId, acting.workspace)))
    .returning({ id: campaignDrafts.id });
  return gone.length === 1;
}
