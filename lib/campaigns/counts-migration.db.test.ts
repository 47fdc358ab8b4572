import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { testDatabase, type TestDatabase } from '../testing/database';
import { foldCounts, readCounts } from './counts';

const MIGRATIONS = new URL('../../drizzle/migrations/', import.meta.url);

let test: TestDatabase;
let open: OpenDatabase;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 2 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});

async function migrate(from: string, to: string): Promise<void> {
  const files = readdirSync(MIGRATIONS).filter(file => file >= from && file < to && file.endsWith('.sql'));
  expect(files).not.toEqual([]);
  for (const file of files.toSorted()) await test.sql.unsafe(readFileSync(new URL(file, MIGRATIONS), 'utf8'));
}

it('counts the rows that were there before it', async () => {
  await test.sql`drop schema public cascade`;
  await test.sql`create schema public`;
  await migrate('0000', '0003');
  const [campaign] = await test.sql<{ id: string }[]>`
    insert into campaigns (slug, artist, title, kind, release_mode, release_at, theme)
    values ('night-drive', 'A', 'T', 'single', 'instant', now(), '{}') returning id`;
  const id = campaign?.id ?? '';
  await test.sql`
    with fans as (
      insert into presaves (campaign_id, dsp, account_key, territory, state, reason)
      select ${id}, 'spotify', 'fan' || i, 'DE', 'held', 'consented' from generate_series(1, 7) i returning id, campaign_id
    ) insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select id, campaign_id, 'new', 'held', 'consented', 'fan' from fans`;
  await migrate('0003', '0004');
  await test.sql`update presaves set state = 'refused', reason = 'dsp_refused' where account_key = 'fan1'`;
  await foldCounts(open.db);
  expect(await readCounts(open.db, id)).toEqual({
    presaves: [
      { dsp: 'spotify', territory: 'DE', state: 'held', reason: 'consented', n: 6 },
      { dsp: 'spotify', territory: 'DE', state: 'refused', reason: 'dsp_refused', n: 1 },
    ],
    steps: [{ from: 'new', to: 'held', reason: 'consented', n: 7 }],
  });
});
