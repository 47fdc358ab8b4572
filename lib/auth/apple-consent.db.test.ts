import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase, type OpenDatabase } from '../db';
import { ALBUM, appleStage, HOUR, START, UPC, URI } from '../dsp/apple-music/fixtures';
import { withdraw } from '../presaves/withdraw';
import { makeCampaign } from '../testing/campaigns';
import { testDatabase, type TestDatabase } from '../testing/database';
import { testRing } from '../testing/worker';
import { openGrants } from '../vault/grants';
import { musicKitSettings, readAppleConsent, takeAppleConsent, type AppleWish } from './apple-consent';

const DAY = 24 * HOUR;
const stage = appleStage();
const { sandbox, release, fault } = stage;
const home = vi.hoisted(() => ({ apple: true, time: (): number => 0, settings: (): object | null => null }));

vi.mock('../clock', () => ({ clock: { now: () => home.time() } }));
vi.mock('../env', () => ({
  env: () => ({
    appUrl: 'https://upbeat.example',
    authSecret: 'x'.repeat(40),
    keyRing: testRing,
    appleMusic: home.apple ? home.settings() : null,
  }),
}));

let test: TestDatabase;
let open: OpenDatabase;
let wish: AppleWish;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url);
  home.time = () => stage.time.now;
  home.settings = () => ({ ...stage.config(), musicKitUrl: 'https://script.example/v3/musickit.js' });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  home.apple = true;
  await test.sql`truncate campaigns, presaves, grants, passes, spent_intents, ledger cascade`;
  const { id: campaignId, slug } = await makeCampaign(open.db, -86_400);
  const names = { artist: 'Ada Maren', title: 'Tides' };
  wish = { campaignId, slug, ...names, uri: URI, upc: UPC, isrcs: [], isOut: () => false };
});

const take = (userToken: string, passToken: string | null = null, more: Partial<AppleWish> = {}) =>
  takeAppleConsent({ ...wish, ...more }, { userToken, zone: 'Europe/London', channel: 'bio' }, passToken, open.db);

async function taken(userToken: string, passToken: string | null = null, more: Partial<AppleWish> = {}) {
  const answer = await take(userToken, passToken, more);
  if (answer.kind !== 'done') throw new Error(answer.kind);
  return answer;
}

const rows = () =>
  test.sql<{ id: string; state: string; reason: string; territory: string; account: string | null }[]>`
    select id, state, reason, territory, account_key as account from presaves order by created_at`;
const steps = async () =>
  (await test.sql<{ reason: string }[]>`select reason from ledger order by id`).map(row => row.reason);

describe('a yes from Apple’s window', () => {
  it('is kept sealed for 180 days, with the account’s own territory, and added at once', async () => {
    await release({ availableAt: START + DAY, listedFrom: START });
    const user = await sandbox().signIn({ fan: 'ada', country: 'JP' });
    const { presaveId, elsewhere } = await taken(user);
    expect(elsewhere).toBe(false);
    expect(await rows()).toMatchObject([{ id: presaveId, state: 'held', reason: 'pre_added', territory: 'JP' }]);
    expect(await steps()).toEqual(['consented', 'pre_added']);
    const grant = (await openGrants(open.db, testRing, [presaveId])).get(presaveId);
    expect(grant).toMatchObject({ kind: 'open', refreshToken: user, hardExpiry: START + 180 * DAY });
    expect(Object.keys(await sandbox().preAdds(ALBUM))).toEqual(['ada']);
    const dump = JSON.stringify(
      await test.sql`select to_jsonb(p) p, to_jsonb(g) g from presaves p join grants g on true`,
    );
    expect(dump).not.toContain(user);
  });

  it('of a kind of token that MusicKit takes today is as good as one of yesterday', async () => {
    const read = (userToken: unknown) =>
      readAppleConsent(
        new Request('https://upbeat.example/', {
          method: 'POST',
          body: JSON.stringify({ userToken, zone: 'Mars/Base', channel: '<b>' }),
        }),
      );
    for (const token of [`${'A'.repeat(60)}==`, `0.${'a-_'.repeat(40)}`])
      expect(await read(token)).toEqual({ userToken: token, zone: null, channel: null });
    for (const token of [
      'short',
      `${'a'.repeat(40)}\r\nx: y`,
      `${'a'.repeat(40)} b`,
      'é'.repeat(40),
      'a'.repeat(5_000),
      7,
    ])
      expect(await read(token), String(token).slice(0, 9)).toBeNull();
  });

  it('that is no such body is nothing', async () => {
    const read = (body: string) => readAppleConsent(new Request('https://upbeat.example/', { method: 'POST', body }));
    const userToken = `${'A'.repeat(60)}==`;
    for (const body of ['', '{', 'null', '[]', JSON.stringify({ userToken, zone: '', channel: null, more: 1 })])
      expect(await read(body), body).toBeNull();
    expect(await read(JSON.stringify({ userToken, zone: ' '.repeat(9_000), channel: null }))).toBeNull();
  });

  it('is held for the day where Apple has nothing yet, and left to the worker where it is out', async () => {
    await release({ availableAt: START + DAY });
    const user = await sandbox().signIn({ fan: 'ada' });
    expect((await taken(user)).elsewhere).toBe(false);
    expect(await steps()).toEqual(['consented']);
    const before = await sandbox().calls({ route: '/(catalog|me/library)' });
    await taken(user, null, { isOut: () => true });
    expect(await sandbox().calls({ route: '/(catalog|me/library)' })).toEqual(before);
    expect(before).not.toEqual([]);
  });

  it('says so where the fan’s country does not have what the artist’s link has, and keeps the pre-save', async () => {
    await release({ availableAt: { GB: START, default: START + DAY } });
    expect((await taken(await sandbox().signIn({ fan: 'ada', country: 'JP' }))).elsewhere).toBe(true);
    expect(await rows()).toMatchObject([{ state: 'held', reason: 'consented', territory: 'JP' }]);
  });
});

describe('nothing is kept', () => {
  const nothing = async () => expect([await rows(), await steps()]).toEqual([[], []]);

  it('of a token that Apple no longer knows', async () => {
    const user = await sandbox().signIn({ fan: 'ada' });
    await sandbox().revokeTokens('ada');
    expect(await take(user)).toEqual({ kind: 'stale' });
    await nothing();
  });

  it('of a fan without a subscription; one that Apple says nothing of is believed', async () => {
    expect(await take(await sandbox().signIn({ fan: 'bo', subscribed: false }))).toEqual({ kind: 'no_subscription' });
    await nothing();
    await fault('GET /apple-music/v1/me/account$', { kind: 'status', status: 404 });
    await taken(await sandbox().signIn({ fan: 'bo', subscribed: false }));
  });

  it('while Apple is away', async () => {
    const user = await sandbox().signIn({ fan: 'ada' });
    for (const status of [429, 500, 503]) {
      await fault('GET /apple-music/v1/me/storefront$', { kind: 'status', status });
      expect(await take(user), String(status)).toEqual({ kind: 'apple_away' });
    }
    await nothing();
  });

  it('without the database, and nothing is added', async () => {
    await release({ availableAt: START + DAY, listedFrom: START });
    const away = openDatabase('postgres://nobody@127.0.0.1:1/none', { max: 1 });
    const user = await sandbox().signIn({ fan: 'ada' });
    const consent = { userToken: user, zone: null, channel: null };
    expect(await takeAppleConsent(wish, consent, null, away.db)).toEqual({ kind: 'try_later' });
    await away.close();
    expect(await sandbox().preAdds(ALBUM)).toEqual({});
  });

  it('for a campaign that has ended meanwhile, or where this deployment has no key', async () => {
    const user = await sandbox().signIn({ fan: 'ada' });
    home.apple = false;
    expect([await take(user), await musicKitSettings()]).toEqual([{ kind: 'gone' }, null]);
    home.apple = true;
    await test.sql`update campaigns set ended_at = now() - interval '1 second'`;
    expect(await take(user)).toEqual({ kind: 'gone' });
    await nothing();
  });
});

describe('an add that fails takes nothing back', () => {
  it.each([
    ['the look-up', 'GET /apple-music/v1/catalog'],
    ['the add', 'POST /apple-music/v1/me/library$'],
  ])('%s', async (_what, route) => {
    await release({ availableAt: START + DAY, listedFrom: START });
    for (const status of [403, 429, 500]) {
      await fault(route, { kind: 'status', status });
      expect(await taken(await sandbox().signIn({ fan: `ada${status}` }))).toMatchObject({ elsewhere: false });
    }
    expect(await steps()).toEqual(['consented', 'consented', 'consented']);
  });

  it('and neither does a note that cannot be written', async () => {
    await release({ availableAt: START + DAY, listedFrom: START });
    const noted = vi.spyOn(open.db, 'execute').mockImplementation(() => {
      throw new Error('gone');
    });
    await taken(await sandbox().signIn({ fan: 'ada' }));
    expect(noted).toHaveBeenCalledOnce();
    noted.mockRestore();
    expect(await rows()).toMatchObject([{ state: 'held', reason: 'consented' }]);
  });
});

describe('one browser is one pre-save', () => {
  it('by the token that it keeps', async () => {
    const user = await sandbox().signIn({ fan: 'ada' });
    const [first, second] = [await taken(user), await taken(user)];
    expect(second.presaveId).toBe(first.presaveId);
    expect(second.passToken).not.toBe(first.passToken);
  });

  it('by its pass where Apple has given it another token', async () => {
    const first = await taken(await sandbox().signIn({ fan: 'ada' }));
    const user = await sandbox().signIn({ fan: 'ada' });
    const second = await taken(user, first.passToken);
    expect(second.presaveId).toBe(first.presaveId);
    const grant = (await openGrants(open.db, testRing, [first.presaveId])).get(first.presaveId);
    expect(grant, 'the new token counts').toMatchObject({ refreshToken: user });
    expect((await taken(user)).presaveId, 'from now on by the new token too').toBe(first.presaveId);
  });

  it('on one campaign, and never that of another service', async () => {
    const first = await taken(await sandbox().signIn({ fan: 'ada' }));
    const other = await makeCampaign(open.db, -86_400);
    const user = await sandbox().signIn({ fan: 'ada' });
    const there = await taken(user, first.passToken, { campaignId: other.id, slug: other.slug });
    expect(there.presaveId).not.toBe(first.presaveId);
    await test.sql`update presaves set dsp = 'deezer' where id = ${first.presaveId}`;
    expect((await taken(user, first.passToken)).presaveId).not.toBe(first.presaveId);
  });

  it('but a fan who withdrew begins anew, and a foreign pass gives nothing', async () => {
    const first = await taken(await sandbox().signIn({ fan: 'ada' }));
    await withdraw(first.passToken, open.db);
    const user = await sandbox().signIn({ fan: 'ada' });
    const second = await taken(user, first.passToken);
    expect(second.presaveId).not.toBe(first.presaveId);
    expect(await rows()).toMatchObject([{ state: 'withdrawn', account: null }, { state: 'held' }]);
    expect((await taken(await sandbox().signIn({ fan: 'bo' }), 'x'.repeat(43))).presaveId).not.toBe(second.presaveId);
  });

  it('also when it is told twice at the same time', async () => {
    const first = await taken(await sandbox().signIn({ fan: 'ada' }));
    const user = await sandbox().signIn({ fan: 'ada' });
    const answers = await Promise.all([1, 2, 3, 4].map(() => take(user, first.passToken)));
    expect(new Set(answers.map(answer => (answer.kind === 'done' ? answer.presaveId : answer.kind)))).toEqual(
      new Set([first.presaveId]),
    );
    expect(await rows()).toHaveLength(1);
  });
});

it('hands the page a token and for how long it works, whatever the phone’s clock says', async () => {
  expect(await musicKitSettings()).toEqual({
    developerToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
    livesMs: 12 * HOUR,
    script: 'https://script.example/v3/musickit.js',
  });
});
