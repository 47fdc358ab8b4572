import { beforeEach, describe, expect, it } from 'vitest';
import type { Acting } from '../domain/workspace';
import type { SavingDsp } from '../dsp/types';
import { permissionsAhead } from '../presaves/ahead';
import { drain } from '../release-day/drain';
import { makeCampaign } from '../testing/campaigns';
import { fansOn, names, releaseDayDatabase } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { makeOwner } from '../testing/workspaces';
import { readDay } from './day';
import { linkService } from './link';

const on = releaseDayDatabase();
const RATES = { rates: true };
let mine: Acting;
let theirs: Acting;
beforeEach(async () => {
  mine = await makeOwner(on.open.db);
  theirs = await makeOwner(on.open.db, 'Elsewhere');
});

const FOUND = { uri: 'spotify:album:found', url: 'https://open.spotify.com/album/found' };

/** A catalogue that finds the release by its code, under these names. */
const catalogue = (called: { artist: string; title: string }): SavingDsp =>
  fakeDsp({ probe: async () => ({ kind: 'ok', live: true, release: { ...FOUND, ...called } }) }).dsp;

const own = (secondsAgo: number) =>
  makeCampaign(on.open.db, secondsAgo, { workspaceId: mine.workspace, upc: '602445868162' });

const run = (dsp: SavingDsp) => drain(testContext(on.open.db, dsp), { budgetMs: 10_000 });

describe('readDay', () => {
  it('is nobody else’s', async () => {
    const { slug } = await own(5);
    expect(await readDay(theirs.workspace, slug, RATES, on.open.db)).toBeNull();
    expect((await readDay(mine.workspace, slug, RATES, on.open.db))?.campaign.slug).toBe(slug);
  });

  it('follows a release through the worker, with the rate at which it was saved', async () => {
    const { id, slug } = await own(5);
    await fansOn(on.open.db, id, names(3));
    const before = await readDay(mine.workspace, slug, RATES, on.open.db);
    expect(before?.progress.services).toMatchObject([{ saved: 0, waiting: 3 }]);
    await run(catalogue({ artist: 'Artist', title: 'Title' }));
    const after = await readDay(mine.workspace, slug, RATES, on.open.db);
    expect(after?.progress.services).toMatchObject([{ saved: 3, waiting: 0 }]);
  });

  it('shows what speaks for a link that nobody gave, and keeps it under a new date', async () => {
    const { id, slug } = await own(5);
    await on.test.sql`update campaign_services set uri = null, url = null`;
    await fansOn(on.open.db, id, ['kim']);
    await run(catalogue({ artist: 'Artist', title: 'Title (Deluxe)' }));
    const evidence = [{ dsp: 'spotify', url: FOUND.url, artist: 'Artist', title: 'Title (Deluxe)' }];
    expect((await readDay(mine.workspace, slug, RATES, on.open.db))?.found).toMatchObject(evidence);
    await on.test.sql`update campaigns set release_revision = release_revision + 1`;
    await fansOn(on.open.db, id, ['ana']);
    await run(catalogue({ artist: 'Artist', title: 'Title (Deluxe)' }));
    expect((await readDay(mine.workspace, slug, RATES, on.open.db))?.found).toMatchObject(evidence);
  });

  it('takes no link for found that the artist gave, before or since', async () => {
    const { id, slug } = await own(5);
    await fansOn(on.open.db, id, ['kim']);
    await run(catalogue({ artist: 'Artist', title: 'Title' }));
    expect((await readDay(mine.workspace, slug, RATES, on.open.db))?.found).toEqual([]);
    await on.test.sql`update campaign_services set uri = null, url = null`;
    await on.test.sql`delete from market_openings`;
    await fansOn(on.open.db, id, ['ana']);
    await run(catalogue({ artist: 'Artist', title: 'Title' }));
    expect((await readDay(mine.workspace, slug, RATES, on.open.db))?.found).toHaveLength(1);
    await linkService(on.open.db, slug, 'spotify', 'https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy');
    expect((await readDay(mine.workspace, slug, RATES, on.open.db))?.found).toEqual([]);
  });
});

describe('permissionsAhead', () => {
  it('counts what waits, what has been tried and what runs out, and nothing of somebody else’s', async () => {
    const { id } = await own(-86_400);
    await fansOn(on.open.db, id, names(3));
    await on.test.sql`update presaves set readiness = 1 where id = (select min(id::text)::uuid from presaves)`;
    const DAY = 86_400_000;
    const at = performance.timeOrigin + performance.now() + DAY;
    expect(await permissionsAhead(mine.workspace, id, at, on.open.db)).toEqual({ held: 3, tried: 1, expiring: 0 });
    const later = await permissionsAhead(mine.workspace, id, at + 200 * DAY, on.open.db);
    expect(later).toEqual({ held: 3, tried: 1, expiring: 3 });
    expect(await permissionsAhead(theirs.workspace, id, at + 200 * DAY, on.open.db)).toEqual({
      held: 0,
      tried: 0,
      expiring: 0,
    });
  });
});
