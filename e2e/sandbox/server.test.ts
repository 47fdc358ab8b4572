import { afterEach, beforeEach, expect, it } from 'vitest';
import { ALBUM_URI, openStage, SAVE, type Stage } from './test-stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

it('keeps connections for longer than any client does', async () => {
  const response = await fetch(`${stage.url}/healthz`);
  const [, seconds] = /^timeout=(\d+)$/.exec(response.headers.get('keep-alive') ?? '') ?? [];
  expect(Number(seconds)).toBeGreaterThanOrEqual(60);
});

it('reads a body in pieces, of any length it is told or not', async () => {
  await stage.release();
  const token = await stage.fanToken('fan-1', [SAVE]);
  const id = ALBUM_URI.split(':')[2] ?? '';
  const pieces = new Response(JSON.stringify({ ids: [id] })).body;
  const init = { body: pieces, duplex: 'half' } as RequestInit;
  expect((await stage.api('PUT', '/me/albums', token, init)).status).toBe(200);
  expect(await stage.control.library(ALBUM_URI)).toHaveProperty('fan-1');
});

it('does not take one query for another', async () => {
  await stage.release();
  const token = await stage.fanToken('fan-1', [SAVE]);
  const status = async (query: string) => (await stage.api('PUT', `/me/library${query}`, token)).status;
  const first = `?uris=${ALBUM_URI}`;
  const queries = [first, `${first}x`, first, '', first];
  const statuses: number[] = [];
  for (const query of queries) statuses.push(await status(query));
  expect(statuses).toEqual([200, 400, 200, 400, 200]);
  const shown = (await stage.control.calls({ route: '^PUT' })).map(({ query, uris }) => [query, uris]);
  expect(shown).toEqual([
    [`uris=${ALBUM_URI}`, [ALBUM_URI]],
    [`uris=${ALBUM_URI}x`, [`${ALBUM_URI}x`]],
    [`uris=${ALBUM_URI}`, [ALBUM_URI]],
    ['', undefined],
    [`uris=${ALBUM_URI}`, [ALBUM_URI]],
  ]);
});
