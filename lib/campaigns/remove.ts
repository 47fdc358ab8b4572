import { eq, sql, type SQL } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { database, type Db, type Tx } from '../db';
import type { Acting, WorkspaceId } from '../domain/workspace';
import { invalidatePages } from '../page-cache/notify';
import { tellDays } from '../presaves/places-changed';
import { writeLog } from '../workspaces/log';
import { retireAddress } from './addresses';
import { lockOwn, type OwnRow } from './own-row';

export type Removed = { kind: 'removed'; presaves: number; permissions: number } | { kind: 'unknown_campaign' };

/**
 * Deletes a campaign and everything that hangs on it: its page, its pre-saves, the fans' permissions (destroyed, not handed back: a
 * service has no way for that), passes, ledger and numbers. Saves under way are waited for, none begins meanwhile. What stays is a
 * line in the workspace's log and, when the page was public, its address, which nobody else can take.
 */
export async function removeCampaign(acting: Acting, slug: string, db: Db = database().db): Promise<Removed> {
  return db.transaction(async tx => {
    const own = await lockOwn(tx, acting.workspace, slug);
    if (!own) return { kind: 'unknown_campaign' };
    const gone = await removeIn(tx, own);
    await writeLog(tx, acting, 'campaign.deleted', own.title, { what: goneWords(gone) });
    return { kind: 'removed', ...gone };
  });
}

/** The same inside somebody else's transaction, for a campaign that is locked and a row that is held (`lockOwn`). */
export async function removeIn(tx: Tx, own: OwnRow): Promise<{ presaves: number; permissions: number }> {
  const gone = await countGoing(tx, sql`${own.id}::uuid`);
  await tellDays(tx, own.id);
  // Set by set first: the cascade alone would look for each fan's permission by itself.
  await tx.execute(
    sql`delete from grants g using presaves p where g.presave_id = p.id and p.campaign_id = ${own.id}::uuid`,
  );
  await tx.execute(
    sql`delete from passes k using presaves p where k.presave_id = p.id and p.campaign_id = ${own.id}::uuid`,
  );
  await tx.delete(campaigns).where(eq(campaigns.id, own.id));
  if (own.publishedAt !== null) await retireAddress(tx, own.slug, own.workspaceId);
  await dropPictures(tx, [own.artworkLarge, own.artworkSmall, own.cardBefore, own.cardOut]);
  await invalidatePages(tx, [own.slug]);
  return gone;
}

/** How many pre-saves and living permissions would go with a campaign, for whoever is asked first. */
export async function whatWouldGo(
  workspace: WorkspaceId,
  campaignId: string,
  db: Db = database().db,
): Promise<{ presaves: number; permissions: number }> {
  return countGoing(
    db,
    sql`(select id from campaigns where id = ${campaignId}::uuid and workspace_id = ${workspace}::uuid)`,
  );
}

async function countGoing(db: Db | Tx, which: SQL): Promise<{ presaves: number; permissions: number }> {
  const [row] = await db.execute<{ presaves: number; permissions: number }>(sql`
    select (select coalesce(sum(n), 0)::float8 from presave_tally where campaign_id = ${which} and state <> 'withdrawn') as presaves,
      (select count(*)::float8 from presaves p join grants g on g.presave_id = p.id
        where p.campaign_id = ${which} and g.sealed is not null) as permissions`);
  return row ?? { presaves: 0, permissions: 0 };
}

const many = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

const goneWords = ({ presaves, permissions }: { presaves: number; permissions: number }) =>
  `${many(presaves, 'pre-save')} and ${many(permissions, 'permission')} destroyed with it`;

/** Pictures are kept by their bytes, so another campaign may show the same. */
async function dropPictures(tx: Tx, hashes: readonly (string | null)[]): Promise<void> {
  const some = hashes.filter(hash => hash !== null);
  if (some.length === 0) return;
  await tx.execute(sql`
    delete from media m where m.hash = any(${sql.param(some)}::text[]) and not exists (
      select from campaigns c where m.hash in (c.artwork_large, c.artwork_small, c.card_before, c.card_out))`);
}
