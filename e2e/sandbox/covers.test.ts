import { afterEach, beforeEach, expect, it } from 'vitest';
import { deezerCatalogue } from '../../lib/dsp/deezer/adapter';
import { prepareArtwork } from '../../lib/media/artwork';
import { fetchCover } from '../../lib/media/fetch-cover';
import type { FaultInput } from './fault-input';
import { plainSandbox } from './deezer/client';
import { type Sandbox, startSandbox } from './server';

const START = Date.UTC(2026, 11, 4, 12);
const RELEASE = { uri: 'deezer:album:12', title: 'Tides', artist: 'Ada Maren', availableAt: START };

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ clock: () => START });
});
afterEach(() => sandbox.close());

/** The release's cover as the app comes by it. */
async function cover(more: { cover?: string; fault?: FaultInput['fault'] } = {}) {
  const { fault, ...release } = more;
  const control = plainSandbox(sandbox.url, 'deezer');
  await control.putRelease({ ...RELEASE, ...release });
  if (fault) await control.addFaults([{ route: 'GET /images/', fault }]);
  const catalogue = deezerCatalogue({ apiUrl: `${sandbox.url}/deezer`, now: () => START });
  const described = await catalogue.describe({ uri: RELEASE.uri, upc: null, isrcs: [] }, 'DE');
  const address = described.kind === 'ok' ? described.description?.artworkUrl : null;
  return fetchCover(address ?? '', { origins: catalogue.covers ?? [], timeoutMs: 500 });
}

it('Deezer’s cover is a picture, from the sandbox itself', async () => {
  const fetched = await cover();
  const art = fetched.kind === 'fetched' ? await prepareArtwork(fetched.bytes) : fetched;
  expect(art).toMatchObject({ kind: 'ok', large: { width: 1200 } });
});

it.each<[string, FaultInput['fault'], string]>([
  ['404', { kind: 'status', status: 404 }, 'no_answer'],
  ['a redirect', { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'no_answer'],
  ['a hang', { kind: 'hang' }, 'late'],
  ['too slow', { kind: 'slow', ms: 900 }, 'late'],
  ['half of it', { kind: 'truncate' }, 'no_answer'],
  ['a reset', { kind: 'reset' }, 'no_answer'],
])('Deezer’s cover can fail: %s', async (_, fault, kind) => {
  expect(await cover({ fault })).toEqual({ kind });
});

it.each(['http://10.0.0.1/cover.jpg', 'http://[::1]:5432/', 'https://is1-ssl.mzstatic.com/a.jpg'])(
  'Deezer’s cover is said to be at %s, and is left',
  async address => {
    expect(await cover({ cover: address })).toEqual({ kind: 'not_allowed' });
  },
);

it('Apple’s is at the address that its template gives', async () => {
  const answer = await fetch(`${sandbox.url}/apple-music/image/1440000/1200x1200bb.jpg`);
  expect(answer.headers.get('content-type')).toBe('image/jpeg');
  expect(await prepareArtwork(Buffer.from(await answer.arrayBuffer()))).toMatchObject({ kind: 'ok' });
});
