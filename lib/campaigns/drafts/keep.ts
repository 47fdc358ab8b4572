import { and, eq, sql } from 'drizzle-orm';
import { users } from '../../../drizzle/schema/artists';
import { campaigns } from '../../../drizzle/schema/campaigns';
import { campaignDrafts } from '../../../drizzle/schema/drafts';
import { database, type Db, type Tx } from '../../db';
import { changedFields, type DraftFields } from '../../domain/draft-fields';
import type { FoundInCatalogue } from '../../domain/found-release';
import type { Acting } from '../../domain/workspace';

/** Of a campaign that is being edited, or of one that is still to be made. */
export type DraftOf = { draft: string } | { campaign: string } | { fresh: true };

/**
 * `overtaken`: somebody has changed it since the revision that this one was typed on: theirs stands, and the fields in which the two
 * differ are named. `gone`: there is no such draft or campaign of this workspace any more.
 */
export type Kept =
  | { kind: 'kept'; id: string; revision: number }
  | { kind: 'overtaken'; id: string; by: string; revision: number; fields: DraftFields; differ: string[] }
  | { kind: 'gone' };

/** Keeps a form as it is typed. `revision` is the one it was read at; 0 for one that is not kept so far. */
export async function keepDraft(
  acting: Acting,
  of: DraftOf,
  typed: { fields: DraftFields; revision: number; found?: readonly FoundInCatalogue[] },
  db: Db = database().db,
): Promise<Kept> {
  return db.transaction(async tx => {
    const [who] = await tx
      .select({ name: users.name, email: users.email })
      .from(users)
      .where(eq(users.id, acting.user));
    const by = { updatedBy: acting.user, updatedByName: who?.name ?? who?.email ?? null };
    const place = await find(tx, acting, of);
    if (place.kind === 'gone') return { kind: 'gone' };
    if (place.kind === 'none') {
      const [made] = await tx
        .insert(campaignDrafts)
        .values({
          workspaceId: acting.workspace,
          campaignId: place.campaignId,
          fields: typed.fields,
          found: [...(typed.found ?? [])],
          ...by,
        })
        .returning({ id: campaignDrafts.id, revision: campaignDrafts.revision });
      if (!made) throw new Error('no draft was kept');
      return { kind: 'kept', ...made };
    }
    const { row } = place;
    const differ = changedFields(row.fields, typed.fields);
    if (differ.length === 0) return { kind: 'kept', id: row.id, revision: row.revision };
    if (row.revision !== typed.revision) {
      const { id, revision, fields } = row;
      return { kind: 'overtaken', id, by: row.updatedByName ?? 'Somebody', revision, fields, differ };
    }
    await tx
      .update(campaignDrafts)
      .set({ fields: typed.fields, revision: row.revision + 1, updatedAt: sql`clock_timestamp()`, ...by })
      .where(eq(campaignDrafts.id, row.id));
    return { kind: 'kept', id: row.id, revision: row.revision + 1 };
  });
}

type Row = { id: string; revision: number; fields: DraftFields; updatedByName: string | null };
type Place = { kind: 'row'; row: Row } | { kind: 'none'; campaignId: string | null } | { kind: 'gone' };

/** The draft, held until the transaction ends; of a campaign the campaign is held first, so that two begin one and not two. */
async function find(tx: Tx, { workspace }: Acting, of: DraftOf): Promise<Place> {
  if ('fresh' in of) return { kind: 'none', campaignId: null };
  const { id, revision, fields, updatedByName } = campaignDrafts;
  const drafts = tx.select({ id, revision, fields, updatedByName }).from(campaignDrafts);
  if ('draft' in of) {
    const [row] = await drafts.where(and(eq(id, of.draft), eq(campaignDrafts.workspaceId, workspace))).for('update');
    return row ? { kind: 'row', row } : { kind: 'gone' };
  }
  const [campaign] = await tx
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.slug, of.campaign), eq(campaigns.workspaceId, workspace)))
    .for('update');
  if (!campaign) return { kind: 'gone' };
  const [row] = await drafts.where(eq(campaignDrafts.campaignId, campaign.id)).for('update');
  return row ? { kind: 'row', row } : { kind: 'none', campaignId: campaign.id };
}
