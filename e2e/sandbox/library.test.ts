import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALBUM, ALBUM_URI, apiError, CLIENT, openStage, READ, read, SAVE, type Stage, START } from './test-stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const put = (uris: string, token: string) => stage.api('PUT', `/me/library?uris=${encodeURIComponent(uris)}`, token);
const playlist = (n: number) => `spotify:playlist:${String(n).padStart(22, '0')}`;

describe('who may call', () => {
  it('needs a token it knows', async () => {
    expect(await read(stage.api('GET', '/me'))).toEqual(apiError(401, 'No token provided'));
    expect(await read(stage.api('GET', '/me', 'BQnone'))).toEqual(apiError(401, 'Invalid access token'));
  });

  it('tells no more of a fan than scopes and mode allow', async () => {
    const token = await stage.fanToken('fan-1', ['user-read-private', 'user-read-email'], 'NZ');
    expect((await read(stage.api('GET', '/me', token))).body).toMatchObject({
      id: 'fan-1',
      country: 'NZ',
      email: 'fan-1@fans.invalid',
    });
    await stage.control.createClient({ ...CLIENT, redirectUris: [], mode: 'development', listedFans: ['fan-1'] });
    const { body } = await read(stage.api('GET', '/me', token));
    expect(Object.keys(body as object).toSorted()).toEqual([
      'account_id',
      'display_name',
      'external_urls',
      'href',
      'id',
      'images',
      'type',
      'uri',
    ]);
    expect((body as { account_id: string }).account_id).toMatch(/^[0-9A-Za-z]{22}$/);
  });

  it.each([
    ['GET', '/me'],
    ['PUT', `/me/library?uris=${ALBUM_URI}`],
    ['GET', `/albums/${ALBUM}`],
    ['GET', '/search?q=upc:1&type=album'],
  ])('turns an unlisted fan away in development mode: %s %s', async (method, path) => {
    await stage.control.createClient({ ...CLIENT, redirectUris: [], mode: 'development', listedFans: ['fan-2'] });
    const response = await stage.api(method, path, await stage.fanToken('fan-1', [SAVE]));
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('User not registered in the Developer Dashboard');
  });

  it('knows no other routes', async () => {
    const token = await stage.fanToken('fan-1', []);
    expect((await stage.api('GET', '/me/nothing', token)).status).toBe(404);
    expect((await stage.api('POST', '/me/library', token)).status).toBe(404);
  });
});

describe('PUT /me/library', () => {
  it('saves with an empty 200, and keeps the first instant', async () => {
    await stage.release();
    const token = await stage.fanToken('fan-1', [SAVE]);
    const response = await put(ALBUM_URI, token);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    stage.advance(1_000);
    await put(ALBUM_URI, token);
    expect(await stage.control.library(ALBUM_URI)).toEqual({ 'fan-1': START });
    expect(await stage.control.fanLibrary('fan-1')).toEqual({ [ALBUM_URI]: START });
  });

  it('takes forty at once and not one more', async () => {
    const token = await stage.fanToken('fan-1', [SAVE]);
    const many = Array.from({ length: 41 }, (_, n) => playlist(n));
    expect((await put(many.slice(1).join(','), token)).status).toBe(200);
    expect(await read(put(many.join(','), token))).toEqual(apiError(400, 'Too many uris requested. Maximum: 40'));
  });

  it.each([
    ['', 'Missing required field: uris'],
    ['nonsense', 'Invalid uri'],
    ['spotify:album:short', 'Invalid base62 id'],
    [`spotify:artist:${ALBUM}`, 'Unsupported uri type: artist'],
    [`spotify:prerelease:${ALBUM}`, 'Unsupported uri type: prerelease'],
    [`${ALBUM_URI},`, 'Invalid uri'],
  ])('refuses %j', async (uris, message) => {
    await stage.release();
    expect(await read(put(uris, await stage.fanToken('fan-1', [SAVE])))).toEqual(apiError(400, message));
  });

  it('needs its scope', async () => {
    await stage.release();
    expect(await read(put(ALBUM_URI, await stage.fanToken('fan-1', [READ])))).toEqual(
      apiError(403, 'Insufficient client scope'),
    );
  });

  it.each([
    ['not_found', 404, {}],
    ['ignored', 200, {}],
    ['accepted', 200, { 'fan-1': START }],
  ] as const)('before the release: %s', async (putBeforeRelease, status, library) => {
    await stage.release({ availableAt: START + 1, putBeforeRelease });
    expect((await put(ALBUM_URI, await stage.fanToken('fan-1', [SAVE]))).status).toBe(status);
    expect(await stage.control.library(ALBUM_URI)).toEqual(library);
  });

  it('goes by the account’s market', async () => {
    await stage.release({ availableAt: { default: START + 1, NZ: START } });
    expect((await put(ALBUM_URI, await stage.fanToken('there', [SAVE], 'NZ'))).status).toBe(200);
    expect((await put(ALBUM_URI, await stage.fanToken('here', [SAVE], 'US'))).status).toBe(404);
  });

  it('saves all or nothing', async () => {
    const token = await stage.fanToken('fan-1', [SAVE]);
    expect((await put(`${playlist(1)},${ALBUM_URI}`, token)).status).toBe(404);
    expect(await stage.control.fanLibrary('fan-1')).toEqual({});
  });

  it('saves a track by its own id', async () => {
    const { trackIds } = await stage.release();
    const uri = `spotify:track:${trackIds[1]}`;
    expect((await put(uri, await stage.fanToken('fan-1', [SAVE]))).status).toBe(200);
    expect(await stage.control.library(uri)).toEqual({ 'fan-1': START });
  });
});

describe('the rest of the library', () => {
  it('can be asked and emptied', async () => {
    await stage.release();
    const token = await stage.fanToken('fan-1', [SAVE, READ]);
    await put(ALBUM_URI, token);
    const contains = () => stage.api('GET', `/me/library/contains?uris=${playlist(1)},${ALBUM_URI}`, token);
    expect(await read(contains())).toEqual({ status: 200, body: [false, true] });
    expect((await stage.api('DELETE', `/me/library?uris=${ALBUM_URI}`, token)).status).toBe(200);
    expect(await read(contains())).toEqual({ status: 200, body: [false, false] });
  });

  it('cannot be asked without its scope', async () => {
    const token = await stage.fanToken('fan-1', [SAVE]);
    const answer = stage.api('GET', `/me/library/contains?uris=${ALBUM_URI}`, token);
    expect(await read(answer)).toEqual(apiError(403, 'Insufficient client scope'));
  });

  it('has its deprecated routes in extended mode only', async () => {
    await stage.release();
    const token = await stage.fanToken('fan-1', [SAVE, READ]);
    const save = () => stage.api('PUT', '/me/albums', token, { body: JSON.stringify({ ids: [ALBUM] }) });
    expect((await save()).status).toBe(200);
    expect((await read(stage.api('GET', `/me/albums/contains?ids=${ALBUM}`, token))).body).toEqual([true]);
    expect((await stage.api('DELETE', `/me/albums?ids=${ALBUM}`, token)).status).toBe(200);
    expect((await stage.api('PUT', '/me/albums', token)).status).toBe(400);
    await stage.control.createClient({ ...CLIENT, redirectUris: [], mode: 'development', listedFans: ['fan-1'] });
    expect((await save()).status).toBe(403);
  });
});
