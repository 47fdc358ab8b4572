import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import type { Acting } from '../domain/workspace';
import { consents, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { addMember, makeOwner } from '../testing/workspaces';
import { EXPORTED_OF_CAMPAIGN, EXPORTED_OF_WORKSPACE, exportWorkspace, NOT_EXPORTED } from './export';
import { readLog } from './log';

let test: TestDatabase;
let open: OpenDatabase;
let mine: Acting;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate campaigns, users, workspaces, media cascade`;
  mine = await makeOwner(open.db, 'Night “Drive”');
});

async function exported(): Promise<{ text: string; value: Record<string, unknown> }> {
  let text = '';
  for await (const piece of exportWorkspace(mine, open.db)) text += piece;
  return { text, value: JSON.parse(text) as Record<string, unknown> };
}

describe('the export', () => {
  it('says of every table of a workspace or a campaign whether it goes out', async () => {
    const tables = await test.sql<{ table: string }[]>`
      select distinct c.table_name as "table" from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name in ('workspace_id', 'campaign_id')
        and c.table_name <> 'campaigns'`;
    const said = [...EXPORTED_OF_CAMPAIGN, ...EXPORTED_OF_WORKSPACE, ...Object.keys(NOT_EXPORTED)];
    expect(tables.map(({ table }) => table).toSorted()).toEqual(said.toSorted());
  });

  it('holds what was typed in and the numbers, and nothing that leads to a fan', async () => {
    await addMember(open.db, mine.workspace, 'viewer');
    const { id, slug } = await makeCampaign(open.db, -86_400, { workspaceId: mine.workspace, title: 'ليل "1"\n2' });
    await consents(open.db, id, 3);
    const { text, value } = await exported();
    expect(value).toMatchObject({
      format: 'upbeat-workspace-1',
      workspace: { name: 'Night “Drive”' },
      members: [{ role: 'owner' }, { role: 'viewer' }],
      campaigns: [
        {
          slug,
          title: 'ليل "1"\n2',
          artwork: null,
          campaign_services: [{ dsp: 'spotify', uri: 'spotify:album:x' }],
          presaves: [{ service: 'spotify', territory: 'DE', state: 'held', reason: 'consented', n: 3 }],
          steps: [{ from: 'new', to: 'held', reason: 'consented', n: 3 }],
        },
      ],
    });
    const rows = await test.sql`select id::text as a, account_key as b from presaves
      union select token_hash, presave_id::text from passes`;
    expect(rows.length).toBeGreaterThan(0);
    for (const { a, b } of rows) expect(text.includes(String(a)) || text.includes(String(b))).toBe(false);
    expect((await readLog(mine.workspace, { before: null, limit: 1 }, open.db))[0]?.action).toBe('workspace.exported');
  });

  it('holds nothing of another workspace', async () => {
    const theirs = await makeOwner(open.db, 'Elsewhere');
    await makeCampaign(open.db, 60, { workspaceId: theirs.workspace, title: 'Theirs alone' });
    const { text, value } = await exported();
    expect(value['campaigns']).toEqual([]);
    expect(text).not.toMatch(/Theirs alone|Elsewhere/);
  });
});
