import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { testDatabase, type TestDatabase } from '../testing/database';
import { takeAllowance } from './allowance';

vi.mock('../env', () => ({ env: () => ({ authSecret: 'x'.repeat(40) }) }));

let test: TestDatabase;
let open: OpenDatabase;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 8 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(() => test.sql`truncate mail_sends`);

const take = (address: string, asker: string) => takeAllowance({ address, asker }, open.db);

it('sends five mails to one address within a quarter of an hour, whoever asks, and says when the next may go', async () => {
  for (let i = 0; i < 5; i++) expect(await take('mira@label.example', `asker ${i}`)).toEqual({ kind: 'allowed' });
  expect(await take('mira@label.example', 'asker 9')).toEqual({ kind: 'too_many', minutes: 15 });
  expect(await take('nova@label.example', 'asker 9')).toEqual({ kind: 'allowed' });
  await test.sql`update mail_sends set at = at - interval '16 minutes'`;
  expect(await take('mira@label.example', 'asker 9')).toEqual({ kind: 'allowed' });
});

it('sends twenty a day', async () => {
  for (let i = 0; i < 20; i++) {
    expect(await take('mira@label.example', 'office')).toEqual({ kind: 'allowed' });
    await test.sql`update mail_sends set at = at - interval '16 minutes'`;
  }
  const refused = await take('mira@label.example', 'office');
  expect(refused.kind).toBe('too_many');
});

it('lets an office of fifty sign in at once, and stops a flood from there', async () => {
  for (let i = 0; i < 60; i++) expect(await take(`person${i}@label.example`, 'office')).toEqual({ kind: 'allowed' });
  expect((await take('one-more@label.example', 'office')).kind).toBe('too_many');
  expect(await take('one-more@label.example', 'elsewhere')).toEqual({ kind: 'allowed' });
});

it('counts right when many ask at once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => take('mira@label.example', `asker ${i}`)));
  expect(answers.filter(answer => answer.kind === 'allowed')).toHaveLength(5);
});

it('keeps no address, and nothing for longer than a day', async () => {
  await take('mira@label.example', '203.0.113.9');
  await test.sql`update mail_sends set at = at - interval '25 hours'`;
  await take('nova@label.example', '203.0.113.9');
  const rows = await test.sql`select key from mail_sends`;
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/label|203/);
});
