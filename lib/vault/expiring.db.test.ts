import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { consent, consents, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { expiringBefore } from './expiring';

let test: TestDatabase;
let open: OpenDatabase;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});

it('counts the living permissions of waiting fans that end before an instant', async () => {
  const campaign = await makeCampaign(open.db, -3_600);
  const other = await makeCampaign(open.db, -3_600);
  await consents(open.db, campaign.id, 6);
  await consent(open.db, other.id, 'somebody');
  const end = Date.UTC(2030, 0, 1);
  await test.sql`update grants set hard_expiry = ${new Date(end)}`;
  expect(await expiringBefore(open.db, campaign.id, end)).toBe(0);
  expect(await expiringBefore(open.db, campaign.id, end + 1)).toBe(6);
  const [first, second] = await test.sql<{ id: string }[]>`select id from presaves where campaign_id = ${campaign.id}`;
  await test.sql`update grants set sealed = null, destroyed_at = now() where presave_id = ${first!.id}`;
  await test.sql`update presaves set state = 'needs_reconnect' where id = ${second!.id}`;
  expect(await expiringBefore(open.db, campaign.id, end + 1)).toBe(4);
});
