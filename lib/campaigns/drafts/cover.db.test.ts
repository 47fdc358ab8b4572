import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase, type OpenDatabase } from '../../db';
import type { Dsp } from '../../domain/dsp';
import type { Acting } from '../../domain/workspace';
import type { CatalogueDsp } from '../../dsp/types';
import { testDatabase, type TestDatabase } from '../../testing/database';
import { makeOwner } from '../../testing/workspaces';
import { findCampaign } from '../data';
import { keepDraftArtwork, removeDraftArtwork } from './artwork';
import { beginCampaign } from './begin';
import { finishDraft } from './finish';
import { keepDraft } from './keep';
import { lookUpDraft } from './look-up';
import { draftArtwork, readDraft } from './read';

// a deployment that saves nowhere
vi.mock('../../env', () => ({ env: () => ({}) }));

let test: TestDatabase;
let open: OpenDatabase;
let mine: Acting;
let jpeg: Buffer;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
  jpeg = await sharp({ create: { width: 700, height: 700, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate campaigns, users, workspaces, retired_addresses, media cascade`;
  mine = await makeOwner(open.db);
});

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

/** A picture host, and what it was asked for. */
async function pictures(answer: RequestListener = (_, res) => void res.end(jpeg)) {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(req.url ?? '');
    answer(req, res);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  close = async () => {
    server.closeAllConnections();
    await new Promise<void>(resolve => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const UPC = '602445868162';
const LINKS: Partial<Record<Dsp, string>> = {
  spotify: 'https://open.spotify.com/album/1111111111111111111111',
  appleMusic: 'https://music.apple.com/gb/album/1',
  deezer: 'https://www.deezer.com/album/1',
  tidal: 'https://tidal.com/album/1',
};

/** A catalogue that has the release, with its cover at `url`. */
function catalogue(dsp: Dsp, url: string, more: { covers?: readonly string[]; artist?: string } = {}): CatalogueDsp {
  const { covers, artist = 'Mira Solenne' } = more;
  return {
    dsp,
    ...(covers && { covers }),
    describe: async () => ({
      kind: 'ok',
      description: {
        uri: `${dsp}:album:1`,
        url: LINKS[dsp] ?? '',
        artist,
        title: 'Glass Harbour',
        kind: 'album',
        upc: UPC,
        isrcs: [],
        releaseDate: '2027-03-05',
        artworkUrl: `${url}/${dsp}.jpg`,
      },
    }),
  };
}

async function begin(catalogues: CatalogueDsp[]): Promise<string> {
  const begun = await beginCampaign(mine, { text: UPC, market: 'DE' }, { catalogues, db: open.db });
  if (begun.kind !== 'begun') throw new Error(begun.message);
  return begun.draft;
}

async function publish(draft: string): Promise<void> {
  const finished = await finishDraft(mine, { draft, revision: 1, publish: true }, open.db);
  expect(finished).toMatchObject({ kind: 'finished' });
}

const read = (draft: string) => readDraft(mine.workspace, draft, open.db);
const lookUp = (draft: string, catalogues: CatalogueDsp[]) =>
  lookUpDraft(mine, { draft, market: 'DE' }, { catalogues, db: open.db });

describe('a campaign that is begun with a code', () => {
  it('has the cover of the first service that lets it be used, and says whose', async () => {
    const { url, asked } = await pictures();
    const covers = [url];
    const draft = await begin([
      catalogue('spotify', url),
      catalogue('appleMusic', url),
      catalogue('deezer', url, { covers }),
      catalogue('tidal', url, { covers }),
    ]);
    expect(asked.toSorted(), 'those without `covers` are not even asked').toEqual(['/deezer.jpg', '/tidal.jpg']);
    expect(await read(draft)).toMatchObject({ hasArtwork: true, artworkFrom: 'deezer', theme: expect.any(Object) });
    expect(await draftArtwork(mine.workspace, draft, open.db)).toBeInstanceOf(Buffer);
    await publish(draft);
    expect((await findCampaign('glass-harbour', open.db))?.artworkLarge).toEqual(expect.any(String));
  });

  it('goes on to the next where one has no picture to give', async () => {
    const { url } = await pictures((req, res) => void res.end(req.url === '/deezer.jpg' ? 'no picture' : jpeg));
    const draft = await begin(['deezer' as const, 'tidal' as const].map(dsp => catalogue(dsp, url, { covers: [url] })));
    expect((await read(draft))?.artworkFrom).toBe('tidal');
  });

  it.each<[string, RequestListener]>([
    ['is not there', (_, res) => void res.writeHead(404).end()],
    ['is elsewhere', (_, res) => void res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['is no picture', (_, res) => void res.end('<html>')],
    ['is cut off', (_, res) => void res.socket?.destroy()],
  ])('is whole without a cover that %s', async (_, answer) => {
    const { url } = await pictures(answer);
    const draft = await begin([catalogue('deezer', url, { covers: [url] })]);
    expect(await read(draft)).toMatchObject({
      hasArtwork: false,
      artworkFrom: null,
      artworkRemoved: null,
      fields: { title: 'Glass Harbour', upc: UPC, 'url.deezer': LINKS.deezer },
    });
  });

  it('takes no cover of another release, and none from elsewhere', async () => {
    const { url, asked } = await pictures();
    const draft = await begin([
      catalogue('spotify', url),
      catalogue('deezer', url, { covers: [url], artist: 'Somebody Else' }),
      catalogue('tidal', url, { covers: ['https://pictures.example'] }),
    ]);
    expect(await read(draft)).toMatchObject({ hasArtwork: false });
    expect(asked).toEqual([]);
  });

  it('waits for a cover that hangs no longer than it may take', async () => {
    const { url } = await pictures(() => undefined);
    const before = performance.now();
    const draft = await begin([catalogue('deezer', url, { covers: [url] })]);
    expect(performance.now() - before).toBeLessThan(8_000);
    expect((await read(draft))?.hasArtwork).toBe(false);
  });
});

describe('a form that is looked up', () => {
  const typed = async (fields = {}) => {
    const all = { artist: 'Mira Solenne', title: 'Glass Harbour', upc: UPC, ...fields };
    const kept = await keepDraft(mine, { fresh: true }, { fields: all, revision: 0 }, open.db);
    if (kept.kind !== 'kept') throw new Error(kept.kind);
    return kept.id;
  };

  it('is given a cover where it has none', async () => {
    const { url } = await pictures();
    const draft = await typed();
    await lookUp(draft, [catalogue('deezer', url, { covers: [url] })]);
    expect(await read(draft)).toMatchObject({ hasArtwork: true, artworkFrom: 'deezer' });
  });

  it('keeps the artist’s own, and the want of one', async () => {
    const { url, asked } = await pictures();
    const deezer = catalogue('deezer', url, { covers: [url] });
    const [own, without, other] = [await typed(), await typed(), await typed({ artist: 'Ada Maren' })];
    await keepDraftArtwork(mine, own, jpeg, open.db);
    await removeDraftArtwork(mine, without, open.db);
    for (const draft of [own, without, other]) await lookUp(draft, [deezer]);
    expect(asked).toEqual([]);
    expect(await read(own)).toMatchObject({ hasArtwork: true, artworkFrom: null });
    expect((await read(without))?.hasArtwork).toBe(false);
    expect((await read(other))?.hasArtwork, 'a cover of another release').toBe(false);
  });

  it('leaves an edited campaign its own cover', async () => {
    const { url, asked } = await pictures();
    const deezer = catalogue('deezer', url, { covers: [url] });
    await publish(await begin([deezer]));
    const fields = { artist: 'Mira Solenne', title: 'Glass Harbour', upc: UPC };
    const kept = await keepDraft(mine, { campaign: 'glass-harbour' }, { fields, revision: 0 }, open.db);
    expect(await lookUp(kept.kind === 'kept' ? kept.id : '', [deezer])).toMatchObject({ kind: 'looked' });
    expect(asked, 'only when it was begun').toEqual(['/deezer.jpg']);
  });
});

it('a cover that is replaced or taken away is no longer the service’s', async () => {
  const { url } = await pictures();
  const deezer = catalogue('deezer', url, { covers: [url] });
  const [replaced, removed] = [await begin([deezer]), await begin([deezer])];
  await keepDraftArtwork(mine, replaced, jpeg, open.db);
  expect(await read(replaced)).toMatchObject({ hasArtwork: true, artworkFrom: null });
  await removeDraftArtwork(mine, removed, open.db);
  expect(await read(removed)).toMatchObject({ hasArtwork: false, artworkFrom: null });
});
