import { and, desc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { campaignDrafts } from '../../../drizzle/schema/drafts';
import { database, type Db } from '../../db';
import type { WorkspaceId } from '../../domain/workspace';

const { id, campaignId, fields, found, revision, theme, artworkFrom, artworkRemoved, updatedByName, updatedAt } =
  campaignDrafts;
const hasArtwork = sql<boolean>`${campaignDrafts.artwork} is not null`;
const COLUMNS = {
  id,
  campaignId,
  fields,
  found,
  revision,
  theme,
  artworkFrom,
  artworkRemoved,
  updatedByName,
  updatedAt,
  hasArtwork,
};

async function readWhere(where: SQL | undefined, db: Db) {
  return db.select(COLUMNS).from(campaignDrafts).where(where).orderBy(desc(updatedAt)).limit(100);
}

/** A form that somebody is filling in, without its picture. */
export type Draft = Awaited<ReturnType<typeof readWhere>>[number];

/** A draft of the workspace; null for somebody else's. */
export async function readDraft(workspace: WorkspaceId, draft: string, db: Db = database().db): Promise<Draft | null> {
  const [row] = await readWhere(and(sql`${id}::text = ${draft}`, eq(campaignDrafts.workspaceId, workspace)), db);
  return row ?? null;
}

/** The draft in which a campaign of the workspace is being edited. */
export async function draftOfCampaign(
  workspace: WorkspaceId,
  campaign: string,
  db: Db = database().db,
): Promise<Draft | null> {
  const [row] = await readWhere(and(eq(campaignId, campaign), eq(campaignDrafts.workspaceId, workspace)), db);
  return row ?? null;
}

/** Campaigns that were begun and not made so far, the latest first. */
export async function listUnmade(workspace: WorkspaceId, db: Db = database().db): Promise<Draft[]> {
  return readWhere(and(isNull(campaignId), eq(campaignDrafts.workspaceId, workspace)), db);
}

/** The picture of a draft as its form shows it (WebP), or null. */
export async function draftArtwork(
  workspace: WorkspaceId,
  draft: string,
  db: Db = database().db,
): Promise<Buffer | null> {
  const [row] = await db
    .select({ shown: campaignDrafts.artworkShown })
    .from(campaignDrafts)
    .where(and(sql`${id}::text = ${draft}`, eq(campaignDrafts.workspaceId, workspace)));
  return row?.shown ?? null;
}
