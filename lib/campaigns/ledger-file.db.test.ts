import { beforeEach, expect, it } from 'vitest';
import type { Acting } from '../domain/workspace';
import { drain } from '../release-day/drain';
import { makeCampaign } from '../testing/campaigns';
import { fansOn, names, releaseDayDatabase } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { makeOwner } from '../testing/workspaces';
import { ledgerFile } from './ledger-file';

const on = releaseDayDatabase();
let mine: Acting;
beforeEach(async () => {
  mine = await makeOwner(on.open.db);
});

async function fileOf(acting: Acting, id: string): Promise<string> {
  let text = '';
  for await (const piece of ledgerFile(acting.workspace, id, on.open.db)) text += piece;
  return text;
}

const HEADER = '\uFEFFwhen (UTC),pre-save,service,territory,from,to,why,by\r\n';

it('gives out every step in order, and nobody with it', async () => {
  const { id } = await makeCampaign(on.open.db, 5, { workspaceId: mine.workspace });
  await fansOn(on.open.db, id, ['kim', 'ana']);
  await drain(testContext(on.open.db, fakeDsp().dsp), { budgetMs: 10_000 });
  const text = await fileOf(mine, id);
  expect(text.startsWith(HEADER)).toBe(true);
  const rows = text.trimEnd().split('\r\n').slice(1);
  expect(rows).toHaveLength(6);
  for (const row of rows) expect(row).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d,p[0-9a-f]{12},Spotify,DE,/);
  expect(rows.map(row => row.split(',').slice(4).join(',')).toSorted()).toEqual([
    'held,saving,claimed,worker',
    'held,saving,claimed,worker',
    'new,held,consented,fan',
    'new,held,consented,fan',
    'saving,saved,saved,worker',
    'saving,saved,saved,worker',
  ]);
  const kept = await on.test.sql`select id::text, account_key from presaves`;
  for (const { id: presave, account_key } of kept) {
    expect(text).not.toContain(presave);
    expect(text).not.toContain(account_key);
  }
});

it('reads on where a piece has ended, and misses and repeats nothing', async () => {
  const { id } = await makeCampaign(on.open.db, -60, { workspaceId: mine.workspace });
  await fansOn(on.open.db, id, names(1));
  await on.test.sql`
    insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
    select id, campaign_id, 'held', 'held', 'not_live_yet', 'worker' from presaves, generate_series(1, 10000)`;
  const rows = (await fileOf(mine, id)).trimEnd().split('\r\n').slice(1);
  expect(rows).toHaveLength(10_001);
});

it('gives somebody else nothing', async () => {
  const { id } = await makeCampaign(on.open.db, 5, { workspaceId: mine.workspace });
  await fansOn(on.open.db, id, ['kim']);
  expect(await fileOf(await makeOwner(on.open.db, 'Elsewhere'), id)).toBe(HEADER);
});
