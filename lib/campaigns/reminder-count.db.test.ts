import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { countReminder, isTaken, remindersTaken } from './reminder-count';

let test: TestDatabase;
let opened: OpenDatabase;

beforeAll(async () => {
  test = await testDatabase();
  opened = openDatabase(test.url, { max: 8 });
});
afterAll(async () => {
  await opened.close();
  await test.drop();
});

it('counts by campaign and day, many at once, and holds nothing else', async () => {
  const { db } = opened;
  const [one, other] = [await makeCampaign(db, -3_600), await makeCampaign(db, -3_600)];
  expect(await remindersTaken(db, one.id)).toBe(0);
  await Promise.all(Array.from({ length: 20 }, () => countReminder(one.id, db)));
  await countReminder(other.id, db);
  await test.sql`insert into reminders values (${one.id}, '2026-01-01', 5)`;
  expect([await remindersTaken(db, one.id), await remindersTaken(db, other.id)]).toEqual([25, 1]);
  const columns =
    await test.sql`select column_name as c from information_schema.columns where table_name = 'reminders'`;
  expect(columns.map(({ c }) => String(c)).toSorted()).toEqual(['campaign_id', 'day', 'n']);
  expect(await test.sql`select 1 from presaves`).toHaveLength(0);
  await test.sql`delete from campaigns where id = ${one.id}`;
  expect(await test.sql`select 1 from reminders`).toHaveLength(1);
});

it('a count that cannot be written is no error', async () => {
  await expect(countReminder('00000000-0000-4000-8000-000000000000', opened.db)).resolves.toBeUndefined();
});

const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

it.each([
  [true, { userAgent: `${PHONE} Version/18.1 Mobile/15E148 Safari/604.1` }],
  [true, { userAgent: `${PHONE} Mobile/22B83 Instagram 360.0.0.30.109` }],
  [false, { userAgent: 'facebookexternalhit/1.1' }],
  [false, { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
  [false, { userAgent: 'WhatsApp/2.24.20.89 A' }],
  [false, { userAgent: 'curl/8.5.0' }],
  [false, { userAgent: null }],
  [false, { method: 'HEAD' }],
  [false, { purpose: 'prefetch;prerender' }],
])('%s for %j', (taken, change) => {
  expect(isTaken({ method: 'GET', userAgent: PHONE, purpose: null, ...change })).toBe(taken);
});
