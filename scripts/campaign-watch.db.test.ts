import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findCampaign, type Campaign } from '../lib/campaigns/data';
import { openDatabase, type OpenDatabase } from '../lib/db';
import { consents, makeCampaign } from '../lib/testing/campaigns';
import { testDatabase, type TestDatabase } from '../lib/testing/database';
import { frame, watchCampaign } from './campaign-watch';

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
beforeEach(
  () => test.sql`truncate campaigns, presaves, grants, passes, market_openings, campaign_services, ledger cascade`,
);

async function campaignOut(secondsAgo: number): Promise<Campaign> {
  const { id, slug } = await makeCampaign(open.db, secondsAgo);
  await consents(open.db, id, 3);
  const campaign = await findCampaign(slug, open.db);
  if (!campaign) throw new Error('the campaign has gone');
  return campaign;
}

/** A screen that keeps what is written to it, and saves all pre-saves at the second look. */
function screen(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => {
    written.push(text);
    if (written.length === 2)
      void test.sql`update presaves set state = 'saved', reason = 'saved', saved_at = now()`.then();
  };
  return { written, isTTY, columns: 60, rows: 24, write };
}

it('writes a line every second where there is no terminal, and ends by itself', async () => {
  const out = screen(false);
  await watchCampaign(open.db, await campaignOut(5), out);
  expect(out.written.length).toBeGreaterThanOrEqual(4);
  expect(out.written[0]).toMatch(/^\d\d:\d\d:\d\d UTC {2}Spotify 0\.0 %: 0 saved, 3 waiting/);
  expect(out.written.at(-2)).toMatch(/Spotify 100\.0 %: 3 saved, 0 waiting.*\n$/);
  expect(out.written.at(-1)).toBe('Everything that is due is settled.\n');
  expect(out.written.join('')).not.toContain('\u001B');
});

it('draws a terminal over', async () => {
  const out = screen(true);
  await watchCampaign(open.db, await campaignOut(5), out);
  const lines = (out.written[0] ?? '').split('\n').length - 1;
  expect(out.written[1]!.startsWith(`\u001B[${lines}F\u001B[0J`)).toBe(true);
  expect(out.written[0]).not.toContain('\u001B');
});

it('is not over before the release, and is when the campaign ends', async () => {
  const campaign = await campaignOut(-3_600);
  const out = screen(false);
  const write = (text: string) => {
    out.written.push(text);
    if (out.written.length === 2) void test.sql`update campaigns set ended_at = now()`.then();
  };
  await watchCampaign(open.db, campaign, { ...out, write });
  expect(out.written.length).toBeGreaterThanOrEqual(3);
  expect(out.written.at(-1)).toBe('The campaign has ended.\n');
});

it('cuts a frame to the terminal', () => {
  expect(frame(['1234567890', 'ab', 'c'], 0, { columns: 5, rows: 3 })).toBe('1234\nab\n');
  expect(frame(['a'], 2, { columns: 5, rows: 3 })).toBe('\u001B[2F\u001B[0Ja\n');
});
