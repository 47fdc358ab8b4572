import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../../db';
import { fieldsOfCampaign, type DraftFields } from '../../domain/draft-fields';
import type { Dsp } from '../../domain/dsp';
import type { Acting } from '../../domain/workspace';
import type { CatalogueDsp } from '../../dsp/types';
import { consents, makeCampaign } from '../../testing/campaigns';
import { testDatabase, type TestDatabase } from '../../testing/database';
import { addMember, makeOwner } from '../../testing/workspaces';
import { readLog } from '../../workspaces/log';
import { findCampaign } from '../data';
import { keepDraftArtwork, removeDraftArtwork } from './artwork';
import { discardDraft } from './discard';
import { finishDraft } from './finish';
import { keepDraft } from './keep';
import { lookUpDraft } from './look-up';
import { draftArtwork, draftOfCampaign, listUnmade, readDraft } from './read';

let test: TestDatabase;
let open: OpenDatabase;
let mine: Acting;
let theirs: Acting;
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate campaigns, users, workspaces, retired_addresses, media cascade`;
  mine = await makeOwner(open.db);
  theirs = await makeOwner(open.db, 'Elsewhere');
});

const FORM: DraftFields = {
  artist: 'Mira Solenne',
  title: 'Glass Harbour',
  kind: 'album',
  mode: 'local-midnight',
  date: '2027-03-05',
  slug: 'glass-harbour',
  upc: '602445868162',
  'on.spotify': 'on',
  'on.deezer': 'on',
};

async function begun(fields: DraftFields = FORM): Promise<string> {
  const kept = await keepDraft(mine, { fresh: true }, { fields, revision: 0 }, open.db);
  if (kept.kind !== 'kept') throw new Error(kept.kind);
  return kept.id;
}

const finish = (draft: string, change: { revision?: number; publish?: boolean; acting?: Acting } = {}) =>
  finishDraft(
    change.acting ?? mine,
    { draft, revision: change.revision ?? 1, publish: change.publish ?? true },
    open.db,
  );

describe('a form while it is typed', () => {
  it('is kept as it is, right or wrong', async () => {
    const id = await begun({ title: ' Glass', date: 'soon' });
    const kept = await keepDraft(mine, { draft: id }, { fields: { title: 'Glass H' }, revision: 1 }, open.db);
    expect(kept).toEqual({ kind: 'kept', id, revision: 2 });
    expect(await readDraft(mine.workspace, id, open.db)).toMatchObject({ fields: { title: 'Glass H' }, revision: 2 });
    expect(await listUnmade(mine.workspace, open.db)).toHaveLength(1);
  });

  it('tells the second of two what the first has changed, and overwrites nothing', async () => {
    const id = await begun({ title: 'Glass', artist: 'Mira' });
    const nova = await addMember(open.db, mine.workspace, 'editor');
    await keepDraft(nova, { draft: id }, { fields: { title: 'Glass Harbour', artist: 'Mira' }, revision: 1 }, open.db);
    const late = await keepDraft(
      mine,
      { draft: id },
      { fields: { title: 'Glas', artist: 'Mira' }, revision: 1 },
      open.db,
    );
    expect(late).toMatchObject({
      kind: 'overtaken',
      revision: 2,
      differ: ['title'],
      fields: { title: 'Glass Harbour' },
    });
    expect(late).toMatchObject({ by: expect.stringMatching(/@label\.example$/) });
    const again = await keepDraft(
      mine,
      { draft: id },
      { fields: { title: 'Glas', artist: 'Mira' }, revision: 2 },
      open.db,
    );
    expect(again).toMatchObject({ kind: 'kept', revision: 3 });
  });

  it('that says the same as the other’s is no quarrel', async () => {
    const id = await begun({ title: 'Glass' });
    await keepDraft(mine, { draft: id }, { fields: { title: 'Glass Harbour' }, revision: 1 }, open.db);
    const same = await keepDraft(mine, { draft: id }, { fields: { title: 'Glass Harbour' }, revision: 1 }, open.db);
    expect(same).toEqual({ kind: 'kept', id, revision: 2 });
  });

  it('is one for a campaign, whoever begins it', async () => {
    const { id, slug } = await makeCampaign(open.db, -86_400, { workspaceId: mine.workspace });
    const kept = await Promise.all(
      [1, 2].map(n => keepDraft(mine, { campaign: slug }, { fields: { title: `T${n}` }, revision: 0 }, open.db)),
    );
    expect(kept.map(({ kind }) => kind).toSorted()).toEqual(['kept', 'overtaken']);
    expect(await draftOfCampaign(mine.workspace, id, open.db)).not.toBeNull();
    expect(await listUnmade(mine.workspace, open.db)).toEqual([]);
  });

  it('is nobody else’s', async () => {
    const id = await begun();
    const { slug } = await makeCampaign(open.db, -86_400, { workspaceId: mine.workspace });
    const typed = { fields: { title: 'Mine now' }, revision: 1 };
    expect(await keepDraft(theirs, { draft: id }, typed, open.db)).toEqual({ kind: 'gone' });
    expect(await keepDraft(theirs, { campaign: slug }, typed, open.db)).toEqual({ kind: 'gone' });
    expect(await readDraft(theirs.workspace, id, open.db)).toBeNull();
    expect(await discardDraft(theirs, id, open.db)).toBe(false);
    expect(await finish(id, { acting: theirs })).toEqual({ kind: 'gone' });
    expect((await readDraft(mine.workspace, id, open.db))?.fields).toEqual(FORM);
    expect(await discardDraft(mine, id, open.db)).toBe(true);
    expect(await readDraft(mine.workspace, 'nonsense', open.db)).toBeNull();
  });
});

describe('a form that is finished', () => {
  it('becomes a public campaign of the workspace, and is gone', async () => {
    const id = await begun();
    expect(await finish(id)).toMatchObject({ kind: 'finished', slug: 'glass-harbour', published: true, moved: 0 });
    expect(await findCampaign('glass-harbour', open.db)).toMatchObject({
      workspaceId: mine.workspace,
      title: 'Glass Harbour',
      publishedAt: expect.any(Number),
      services: [{ dsp: 'spotify' }, { dsp: 'deezer' }],
    });
    expect(await readDraft(mine.workspace, id, open.db)).toBeNull();
    expect(await finish(id)).toEqual({ kind: 'gone' });
    const log = await readLog(mine.workspace, { before: null, limit: 9 }, open.db);
    expect(log.map(({ action }) => action)).toEqual(['campaign.published', 'campaign.created', 'workspace.made']);
  });

  it('says what is wrong beside its field, and stays', async () => {
    const id = await begun({ ...FORM, title: ' ', date: '', kind: '', upc: '123', slug: 'Not A Slug' });
    const finished = await finish(id);
    expect(finished.kind === 'refused' && finished.problems.map(({ field }) => field).toSorted()).toEqual([
      'date',
      'kind',
      'slug',
      'title',
      'upc',
    ]);
    expect(finished).toMatchObject({
      problems: expect.arrayContaining([{ field: 'kind', message: 'Choose what it is.' }]),
    });
    expect(await readDraft(mine.workspace, id, open.db)).not.toBeNull();
    expect(await test.sql`select id from campaigns`).toEqual([]);
  });

  it('does not take an address that somebody has, or had', async () => {
    await makeCampaign(open.db, 60, { slug: 'glass-harbour' });
    await test.sql`insert into retired_addresses (slug, workspace_id) values ('paper-weather', ${theirs.workspace})`;
    for (const slug of ['glass-harbour', 'paper-weather'])
      expect(await finish(await begun({ ...FORM, slug }))).toMatchObject({
        kind: 'refused',
        problems: [{ field: 'slug', message: expect.stringContaining('taken') }],
      });
  });

  it('is finished once, by whoever has seen the latest', async () => {
    const id = await begun();
    await keepDraft(mine, { draft: id }, { fields: { ...FORM, title: 'Other' }, revision: 1 }, open.db);
    expect(await finish(id, { revision: 1 })).toEqual({ kind: 'overtaken' });
    expect(await finish(id, { revision: 2 })).toMatchObject({ kind: 'finished' });
  });

  it('by two at once is finished by one, and the other is told', async () => {
    const { slug } = await makeCampaign(open.db, -86_400, { workspaceId: mine.workspace });
    const edited = await keepDraft(mine, { campaign: slug }, { fields: { ...FORM, slug }, revision: 0 }, open.db);
    if (edited.kind !== 'kept') throw new Error(edited.kind);
    for (const draft of [edited.id, await begun({ ...FORM, slug: 'paper-weather' })]) {
      const both = await Promise.all([1, 2].map(() => finish(draft, { publish: false })));
      expect(both.map(({ kind }) => kind).toSorted()).toEqual(['finished', 'gone']);
    }
  });

  it('changes the campaign it was opened for, and moves its fans along', async () => {
    const { id, slug } = await makeCampaign(open.db, -86_400, { workspaceId: mine.workspace, slug: 'paper-weather' });
    await consents(open.db, id, 2);
    const campaign = await findCampaign(slug, open.db);
    if (!campaign) throw new Error('no campaign');
    const fields = {
      ...fieldsOfCampaign(campaign, 'UTC'),
      title: 'Paper Weather',
      'url.spotify': '',
      upc: '602445868162',
      mode: 'local-midnight',
      date: '2027-05-07',
    };
    const kept = await keepDraft(mine, { campaign: slug }, { fields, revision: 0 }, open.db);
    expect(await finish(kept.kind === 'kept' ? kept.id : '', { publish: false })).toMatchObject({
      kind: 'finished',
      published: true,
      moved: 2,
    });
    expect(await findCampaign(slug, open.db)).toMatchObject({
      title: 'Paper Weather',
      release: { mode: 'local-midnight', date: '2027-05-07' },
    });
  });
});

describe('the artwork of a form', () => {
  const cover = () =>
    sharp({ create: { width: 1_400, height: 1_400, channels: 3, background: '#336699' } })
      .jpeg()
      .toBuffer();

  it('goes into the campaign', async () => {
    const id = await begun();
    expect(await keepDraftArtwork(mine, id, await cover(), open.db)).toMatchObject({ kind: 'kept' });
    expect(await draftArtwork(mine.workspace, id, open.db)).toBeInstanceOf(Buffer);
    expect(await draftArtwork(theirs.workspace, id, open.db)).toBeNull();
    expect(await keepDraftArtwork(theirs, id, await cover(), open.db)).toEqual({ kind: 'gone' });
    await finish(id);
    expect((await findCampaign('glass-harbour', open.db))?.artworkLarge).toEqual(expect.any(String));
  });

  it('that is none is refused in words, and the one before stays', async () => {
    const id = await begun();
    await keepDraftArtwork(mine, id, await cover(), open.db);
    expect(await keepDraftArtwork(mine, id, Buffer.from('GIF89a'), open.db)).toMatchObject({ kind: 'refused' });
    expect(await draftArtwork(mine.workspace, id, open.db)).not.toBeNull();
    expect(await removeDraftArtwork(mine, id, open.db)).toBe(true);
    expect(await draftArtwork(mine.workspace, id, open.db)).toBeNull();
  });
});

describe('a form that is looked up', () => {
  const release = {
    kind: 'album',
    upc: '602445868162',
    isrcs: [],
    releaseDate: '2027-03-05',
    artworkUrl: null,
  } as const;
  const catalogue = (dsp: Dsp, artist: string, answers = true): CatalogueDsp => ({
    dsp,
    describe: async () =>
      answers
        ? {
            kind: 'ok',
            description: {
              ...release,
              artist,
              title: 'Glass Harbour',
              uri: `${dsp}:1`,
              url: `https://${dsp}.example/1`,
            },
          }
        : { kind: 'unavailable', detail: '' },
  });
  const look = (draft: string, catalogues: CatalogueDsp[], acting = mine) =>
    lookUpDraft(acting, { draft, market: 'DE' }, { catalogues, db: open.db });

  it('takes links that agree, says which do not, and writes over nothing', async () => {
    const id = await begun({ ...FORM, 'on.tidal': 'on', 'url.tidal': 'https://tidal.com/album/77' });
    const catalogues = [
      catalogue('deezer', 'Mira Solenne'),
      catalogue('spotify', 'Somebody Else'),
      catalogue('tidal', 'Somebody Else'),
      catalogue('appleMusic', '', false),
    ];
    expect(await look(id, catalogues)).toEqual({ kind: 'looked', filledIn: 1 });
    const draft = await readDraft(mine.workspace, id, open.db);
    expect(draft).toMatchObject({
      revision: 2,
      fields: { 'url.deezer': 'https://deezer.example/1', 'url.tidal': 'https://tidal.com/album/77' },
    });
    expect(draft?.fields).not.toHaveProperty(['url.spotify']);
    expect(draft?.found.map(({ dsp, match, failed }) => [dsp, failed ?? match?.agrees ?? null])).toEqual([
      ['spotify', false],
      ['appleMusic', true],
      ['deezer', true],
      ['tidal', false],
    ]);
  });

  it('needs a code or a link, and belongs to its workspace', async () => {
    const id = await begun({ title: 'Glass Harbour' });
    expect(await look(id, [catalogue('deezer', 'Mira Solenne')])).toEqual({ kind: 'nothing' });
    expect(await look(id, [], theirs)).toEqual({ kind: 'gone' });
  });
});
