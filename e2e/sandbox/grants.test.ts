import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hardExpiry } from './grants';
import { ALBUM_URI, CLIENT, openStage, SAVE, type Stage, START } from './test-stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

describe('fans and grants', () => {
  it('come by the thousand', async () => {
    const fans = await stage.control.createFans({ count: 2_000, prefix: 'bulk-', country: 'JP' });
    expect(fans.at(-1)).toBe('bulk-1999');
    const tokens = await stage.control.issueGrants({ fans, client: CLIENT.id, scopes: [SAVE] });
    expect(new Set(Object.values(tokens)).size).toBe(2_000);
  });

  it('come with access tokens that work until they say', async () => {
    await stage.release();
    await stage.control.createFans({ id: 'fan-1' });
    const grant = { fans: ['fan-1'], client: CLIENT.id, scopes: [SAVE] };
    const { refreshTokens, accessTokens } = await stage.control.issueGrantsWithAccess(grant);
    const { token = '', expiresAt } = accessTokens['fan-1'] ?? {};
    expect(expiresAt).toBe(START + 3_600_000);
    const save = async () => (await stage.api('PUT', `/me/library?uris=${ALBUM_URI}`, token)).status;
    expect(await save()).toBe(200);
    stage.advance(3_600_000);
    expect(await save()).toBe(401);
    const refreshed = await stage.token({ grant_type: 'refresh_token', refresh_token: refreshTokens['fan-1'] ?? '' });
    expect(refreshed.status).toBe(200);
    const without = await stage.control.issueGrants(grant);
    expect(Object.keys(without)).toEqual(['fan-1']);
  });

  it('come with access by the hundred thousand', { timeout: 60_000 }, async () => {
    const fans = await stage.control.createFans({ count: 100_000, prefix: 'bulk-' });
    const { refreshTokens, accessTokens } = await stage.control.issueGrantsWithAccess({
      fans,
      client: CLIENT.id,
      scopes: [SAVE],
    });
    expect(Object.keys(refreshTokens)).toHaveLength(100_000);
    expect(new Set(Object.values(accessTokens).map(({ token }) => token)).size).toBe(100_000);
  });

  it.each([
    ['2026-12-04T12:00:00Z', '2027-06-04T12:00:00.000Z'],
    ['2026-08-31T23:00:00Z', '2027-02-28T23:00:00.000Z'],
  ])('agreed to at %s end at %s', (from, to) => {
    expect(new Date(hardExpiry(Date.parse(from))).toISOString()).toBe(to);
  });
});
