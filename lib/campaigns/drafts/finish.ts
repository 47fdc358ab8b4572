import { and, eq, isNull, sql } from 'drizzle-orm';
import { campaigns } from '../../../drizzle/schema/campaigns';
import { campaignDrafts } from '../../../drizzle/schema/drafts';
import { database, type Db, type Tx } from '../../db';
import { fieldOfProblem, jsonOf, type DraftFields } from '../../domain/draft-fields';
import type { Acting } from '../../domain/workspace';
import { writeLog } from '../../workspaces/log';
import { createCampaign } from '../create';
import { findCampaignById } from '../data';
import { readCampaign, type CampaignInput, type Problem } from '../schema';
import { updateCampaign, type ArtworkChange } from '../update';

/** `problems` have the form's own field names. `overtaken`: somebody has changed the draft since this revision. */
export type Finished =
  | { kind: 'finished'; slug: string; published: boolean; moved: number; notes: string[] }
  | { kind: 'refused'; problems: Problem[] }
  | { kind: 'overtaken' }
  | { kind: 'gone' };

type Wish = { draft: string; revision: number; publish: boolean };

/** Undoes the transaction it is thrown in. */
class DraftTaken extends Error {}

/**
 * Makes a campaign out of a draft, or writes the edited one, and publishes it where that is wished; the draft is gone with it. All
 * or nothing: what is wrong is said beside its field, and the draft stays.
 */
export async function finishDraft(acting: Acting, wish: Wish, db: Db = database().db): Promise<Finished> {
  try {
    const finished = await finishAsRead(acting, wish, db);
    // The address may be taken because somebody else has just finished this very draft.
    if (finished.kind === 'refused' && !(await stands(db, acting, wish))) return { kind: 'gone' };
    return finished;
  } catch (error) {
    if (!(error instanceof DraftTaken)) throw error;
    return { kind: (await stands(db, acting, wish)) ? 'overtaken' : 'gone' };
  }
}

const ownDraft = ({ workspace }: Acting, draft: string) =>
  and(sql`${campaignDrafts.id}::text = ${draft}`, eq(campaignDrafts.workspaceId, workspace));

async function stands(db: Db, acting: Acting, { draft }: Wish): Promise<boolean> {
  const rows = await db.select({ id: campaignDrafts.id }).from(campaignDrafts).where(ownDraft(acting, draft));
  return rows.length === 1;
}

async function finishAsRead(acting: Acting, { draft, revision, publish }: Wish, db: Db): Promise<Finished> {
  const [row] = await db.select().from(campaignDrafts).where(ownDraft(acting, draft));
  if (!row) return { kind: 'gone' };
  if (row.revision !== revision) return { kind: 'overtaken' };
  const read = readDraftFields(row.fields);
  if (!read.ok) return { kind: 'refused', problems: read.problems };
  const { campaign } = read;
  if (row.campaignId === null) return make(db, acting, row, campaign, publish);
  const artwork: ArtworkChange = row.artwork
    ? { kind: 'replace', bytes: row.artwork }
    : { kind: row.artworkRemoved === null ? 'keep' : 'remove' };
  const was = await findCampaignById(row.campaignId, db);
  if (was?.workspaceId !== acting.workspace) return { kind: 'gone' };
  const updated = await updateCampaign(db, row.campaignId, campaign, artwork, async tx => {
    await takeDraft(tx, row);
    await writeLog(tx, acting, 'campaign.changed', campaign.title);
    if (publish) await publishIn(tx, acting, row.campaignId ?? '', campaign.title);
  });
  if (updated.kind === 'unknown_campaign') return { kind: 'gone' };
  if (updated.kind === 'refused') return { kind: 'refused', problems: updated.problems.map(named) };
  const { slug, moved, notes } = updated;
  return { kind: 'finished', slug, published: publish || was.publishedAt !== null, moved, notes };
}

type Row = typeof campaignDrafts.$inferSelect;

async function make(db: Db, acting: Acting, row: Row, campaign: CampaignInput, publish: boolean): Promise<Finished> {
  const created = await createCampaign(db, campaign, row.artwork, {
    draft: !publish,
    workspace: acting.workspace,
    within: async tx => {
      await takeDraft(tx, row);
      await writeLog(tx, acting, 'campaign.created', campaign.title);
      if (publish) await writeLog(tx, acting, 'campaign.published', campaign.title);
    },
  });
  if (created.kind === 'refused') return { kind: 'refused', problems: created.problems.map(named) };
  return { kind: 'finished', slug: created.slug, published: publish, moved: 0, notes: created.notes };
}

/** The draft goes with what is made of it; one that is not there as it was read was finished or typed in by somebody else just now. */
async function takeDraft(tx: Tx, { id, revision }: Row): Promise<void> {
  const taken = await tx
    .delete(campaignDrafts)
    .where(and(eq(campaignDrafts.id, id), eq(campaignDrafts.revision, revision)))
    .returning({ id: campaignDrafts.id });
  if (taken.length !== 1) throw new DraftTaken();
}

async function publishIn(tx: Tx, acting: Acting, id: string, title: string): Promise<void> {
  const published = await tx
    .update(campaigns)
    .set({ publishedAt: sql`now()` })
    .where(and(eq(campaigns.id, id), isNull(campaigns.publishedAt)))
    .returning({ id: campaigns.id });
  if (published.length === 1) await writeLog(tx, acting, 'campaign.published', title);
}

const MISSING: Record<string, string> = {
  artist: 'Write the artist’s name as it will stand on the services.',
  title: 'Write the title as it will stand on the services.',
  kind: 'Choose what it is.',
  date: 'Give the date on which it comes out.',
  slug: 'Choose the end of the link.',
  services: 'Choose at least one service.',
};

/** The campaign that a form describes, or what is wrong with it, each problem under the form's own name of the field. */
export function readDraftFields(
  fields: DraftFields,
): { ok: true; campaign: CampaignInput } | { ok: false; problems: Problem[] } {
  const read = readCampaign(jsonOf(fields));
  if (read.ok) return read;
  return {
    ok: false,
    problems: read.problems.map(named).map(problem => {
      const empty = (fields[problem.field] ?? '').trim() === '';
      const message = (empty && MISSING[problem.field]) || problem.message;
      return { ...problem, message };
    }),
  };
}

const named = ({ field, message }: Problem): Problem => ({
  field: fieldOfProblem(field),
  message: message.charAt(0).toUpperCase() + message.slice(1),
});
