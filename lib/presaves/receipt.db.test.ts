import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { consent, makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { readReceipt } from './receipt';
import { withdraw } from './withdraw';

let test: TestDatabase;
let open: OpenDatabase;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url);
});
afterAll(async () => {
  await open.close();
  await test.drop();
});

const accepted = async (campaignId: string, fan: string) => {
  const answer = await consent(open.db, campaignId, fan);
  if (answer.kind !== 'accepted') throw new Error(answer.kind);
  return answer;
};

it('a renewed permission shows on the new pass and on every earlier one', async () => {
  const { id, slug } = await makeCampaign(open.db, -86_400);
  const first = await accepted(id, 'ada');
  await test.sql`update presaves set state = 'needs_reconnect', reason = 'grant_rejected' where id = ${first.presaveId}`;
  await test.sql`update grants set sealed = null, sealed_access = null, access_expires_at = null, destroyed_at = now() where presave_id = ${first.presaveId}`;
  const dead = { slug, state: 'needs_reconnect', reason: 'grant_rejected', heldUntil: null };
  expect(await readReceipt(first.passToken, open.db)).toMatchObject(dead);

  const second = await accepted(id, 'ada');
  expect(second).toMatchObject({ presaveId: first.presaveId, again: true });
  for (const { passToken } of [first, second]) {
    const renewed = { state: 'held', reason: 'consented_again', heldUntil: expect.any(Number) as number };
    expect(await readReceipt(passToken, open.db)).toMatchObject(renewed);
  }
});

it('a fan whose permission died can still withdraw', async () => {
  const { id } = await makeCampaign(open.db, -86_400);
  const { passToken, presaveId } = await accepted(id, 'bo');
  await test.sql`update presaves set state = 'needs_reconnect', reason = 'grant_rejected' where id = ${presaveId}`;
  expect(await withdraw(passToken, open.db)).toMatchObject({ kind: 'withdrawn' });
  expect(await readReceipt(passToken, open.db)).toMatchObject({ state: 'withdrawn', zone: null, heldUntil: null });
});

it('a renewal that does not know the territory keeps the one that is known', async () => {
  const { id } = await makeCampaign(open.db, -86_400);
  const { passToken } = await accepted(id, 'cy');
  await consent(open.db, id, 'cy', { territory: 'ZZ' });
  expect(await readReceipt(passToken, open.db)).toMatchObject({ territory: 'DE', reason: 'consented_again' });
  await consent(open.db, id, 'cy', { territory: 'GB' });
  expect(await readReceipt(passToken, open.db)).toMatchObject({ territory: 'GB' });
});

it('an unknown token has no receipt', async () => {
  expect(await readReceipt('x'.repeat(43), open.db)).toBeNull();
});
