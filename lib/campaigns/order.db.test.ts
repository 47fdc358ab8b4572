import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { campaignKey, openDatabase, type OpenDatabase } from '../db';
import type { Acting } from '../domain/workspace';
import { consent, consents, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { makeOwner } from '../testing/workspaces';
import { readLog } from '../workspaces/log';
import { isAddressFree } from './addresses';
import { archiveCampaign, restoreCampaign } from './archive';
import { duplicateCampaign } from './duplicate';
import { endOwnCampaign } from './end-own';
import { findOwnCampaign } from './of-workspace';
import { removeCampaign, whatWouldGo } from './remove';

let test: TestDatabase;
let open: OpenDatabase;
let mine: Acting;
let theirs: Acting;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate campaigns, users, workspaces, retired_addresses, media cascade`;
  mine = await makeOwner(open.db);
  theirs = await makeOwner(open.db, 'Elsewhere');
});

const own = (change: Parameters<typeof makeCampaign>[2] = {}, secondsAgo = -86_400) =>
  makeCampaign(open.db, secondsAgo, { workspaceId: mine.workspace, ...change });

const logged = async () =>
  (await readLog(mine.workspace, { before: null, limit: 20 }, open.db)).map(({ action }) => action);

/** How many rows of every table name this campaign, or one of its pre-saves. */
async function traces(id: string): Promise<Record<string, number>> {
  const tables = await test.sql<{ table: string; column: string }[]>`
    select c.table_name as "table", c.column_name as "column" from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'campaign_id'`;
  const counts: Record<string, number> = {};
  for (const { table, column } of tables) {
    const [row] = await test.sql`select count(*)::int as n from ${test.sql(table)} where ${test.sql(column)} = ${id}`;
    if (row?.['n']) counts[table] = Number(row['n']);
  }
  for (const table of ['grants', 'passes', 'media']) {
    const [row] = await test.sql`select count(*)::int as n from ${test.sql(table)}`;
    if (row?.['n']) counts[table] = Number(row['n']);
  }
  return counts;
}

async function picture(words: string): Promise<string> {
  const bytes = Buffer.from(words);
  const hash = createHash('sha256').update(bytes).digest('hex');
  await test.sql`insert into media (hash, content_type, bytes, width, height) values (${hash}, 'image/webp', ${bytes}, 1, 1)`;
  return hash;
}

describe('a deleted campaign', () => {
  it('takes every trace of its fans along, and leaves a line and its address', async () => {
    const [large, small, shared] = [await picture('large'), await picture('small'), await picture('shared')];
    const { id, slug } = await own({ artworkLarge: large, artworkSmall: small, cardBefore: shared });
    await consents(open.db, id, 3);
    expect(await whatWouldGo(mine.workspace, id, open.db)).toEqual({ presaves: 3, permissions: 3 });
    expect(Object.keys(await traces(id))).toEqual(
      expect.arrayContaining(['presaves', 'ledger', 'campaign_services', 'grants', 'passes', 'media']),
    );

    expect(await removeCampaign(mine, slug, open.db)).toEqual({ kind: 'removed', presaves: 3, permissions: 3 });
    expect(await traces(id)).toEqual({});
    expect(await test.sql`select * from campaigns`).toEqual([]);
    expect((await readLog(mine.workspace, { before: null, limit: 1 }, open.db))[0]).toMatchObject({
      action: 'campaign.deleted',
      subject: 'Title',
      details: { what: '3 pre-saves and 3 permissions destroyed with it' },
    });
    expect(await isAddressFree(open.db, slug, mine.workspace)).toBe(true);
    expect(await isAddressFree(open.db, slug, theirs.workspace)).toBe(false);
    expect(await isAddressFree(open.db, slug, null)).toBe(false);
    expect(await removeCampaign(mine, slug, open.db)).toEqual({ kind: 'unknown_campaign' });
  });

  it('keeps a picture that another campaign shows', async () => {
    const [large, small] = [await picture('large'), await picture('small')];
    const { slug } = await own({ artworkLarge: large, artworkSmall: small });
    await own({ artworkLarge: large, artworkSmall: small });
    await removeCampaign(mine, slug, open.db);
    expect(await test.sql`select hash from media`).toHaveLength(2);
  });

  it('gives the address of a draft back to everybody', async () => {
    const { slug } = await own({ publishedAt: null });
    await removeCampaign(mine, slug, open.db);
    expect(await isAddressFree(open.db, slug, theirs.workspace)).toBe(true);
  });

  it('waits for the saves that are under way', async () => {
    const { id, slug } = await own({}, 60);
    await consent(open.db, id, 'fan');
    let removed = false;
    let removing: Promise<unknown> = Promise.resolve();
    await open.db.transaction(async tx => {
      await tx.execute(sql`select pg_advisory_xact_lock_shared(${campaignKey(id)})`);
      removing = removeCampaign(mine, slug, open.db).then(() => (removed = true));
      // until it stands at the lock
      for (;;) {
        const [row] =
          await test.sql`select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted`;
        if (row?.['n'] === 1) break;
      }
      expect(removed).toBe(false);
    });
    await removing;
    expect(removed).toBe(true);
  });

  it('is nobody else’s to delete, end, archive or duplicate', async () => {
    const { id, slug } = await own();
    await consents(open.db, id, 1);
    for (const act of [removeCampaign, endOwnCampaign, archiveCampaign, restoreCampaign, duplicateCampaign])
      expect(await act(theirs, slug, open.db)).toEqual({ kind: 'unknown_campaign' });
    expect(await whatWouldGo(theirs.workspace, id, open.db)).toEqual({ presaves: 0, permissions: 0 });
    expect(await findOwnCampaign(mine.workspace, slug, open.db)).toMatchObject({ endedAt: null, archivedAt: null });
    expect(await test.sql`select * from campaigns`).toHaveLength(1);
  });
});

describe('an ended campaign', () => {
  it('says so once, and a draft has nothing to end', async () => {
    const { slug } = await own();
    expect(await endOwnCampaign(mine, slug, open.db)).toEqual({ kind: 'changed' });
    expect(await endOwnCampaign(mine, slug, open.db)).toEqual({ kind: 'already' });
    const draft = await own({ publishedAt: null });
    expect(await endOwnCampaign(mine, draft.slug, open.db)).toEqual({ kind: 'draft' });
    expect((await findOwnCampaign(mine.workspace, slug, open.db))?.endedAt).toEqual(expect.any(Number));
    expect(await logged()).toEqual(['campaign.ended', 'workspace.made']);
  });
});

describe('an archived campaign', () => {
  it('is away and back again, and its page does not hear of it', async () => {
    const { slug } = await own();
    expect(await archiveCampaign(mine, slug, open.db)).toEqual({ kind: 'changed' });
    expect(await archiveCampaign(mine, slug, open.db)).toEqual({ kind: 'already' });
    const away = await findOwnCampaign(mine.workspace, slug, open.db);
    expect(away).toMatchObject({ archivedAt: expect.any(Number), endedAt: null, publishedAt: expect.any(Number) });
    expect(await restoreCampaign(mine, slug, open.db)).toEqual({ kind: 'changed' });
    expect((await findOwnCampaign(mine.workspace, slug, open.db))?.archivedAt).toBeNull();
    expect(await logged()).toEqual(['campaign.restored', 'campaign.archived', 'workspace.made']);
  });
});

describe('a duplicate', () => {
  it('is a draft with the names and the look, without what belongs to the one release', async () => {
    const { id, slug } = await own({
      slug: 'glass-harbour',
      upc: '123456789012',
      isrcs: ['GBAYE0601498'],
      about: 'Out',
    });
    await consents(open.db, id, 2);
    await own({ slug: 'glass-harbour-2' });
    expect(await duplicateCampaign(mine, slug, open.db)).toEqual({ kind: 'duplicated', slug: 'glass-harbour-3' });
    const copy = await findOwnCampaign(mine.workspace, 'glass-harbour-3', open.db);
    expect(copy).toMatchObject({
      artist: 'Artist',
      about: 'Out',
      upc: null,
      isrcs: [],
      services: [],
      publishedAt: null,
    });
    expect(await whatWouldGo(mine.workspace, copy?.id ?? '', open.db)).toEqual({ presaves: 0, permissions: 0 });
  });
});
