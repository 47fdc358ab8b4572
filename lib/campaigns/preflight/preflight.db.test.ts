import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../../db';
import type { Finding, TrialConsent } from '../../domain/preflight';
import type { Acting } from '../../domain/workspace';
import type { SavingDsp } from '../../dsp/types';
import { noteDrain } from '../../release-day/seen';
import { makeCampaign } from '../../testing/campaigns';
import { testDatabase, type TestDatabase } from '../../testing/database';
import { makeOwner } from '../../testing/workspaces';
import { findOwnCampaign } from '../of-workspace';
import type { PreflightContext } from './check';
import { clocksCheck } from './clocks';
import { keepPreflight } from './keep';
import { lastPreflight } from './last';
import { ownAccountChecks } from './own-account';
import { pageTurnCheck } from './page-turn';
import { releaseToTry } from './trial-release';
import { concludeTrial } from './conclude-trial';
import { ownTrialsOf } from './own-trials';
import { workerSeenCheck } from './worker-seen';

const finding = (id: string, state: Finding['state']): Finding => ({
  id,
  title: id,
  state,
  found: 'found',
  fanSees: null,
  mend: null,
});
const never = new AbortController().signal;

let test: TestDatabase;
let open: OpenDatabase;
let mine: Acting;
let theirs: Acting;
let campaign: { id: string; slug: string };
beforeAll(async () => {
  test = await testDatabase();
  open = openDatabase(test.url, { max: 4 });
});
afterAll(async () => {
  await open.close();
  await test.drop();
});
beforeEach(async () => {
  await test.sql`truncate campaigns, users, workspaces, drain_seen cascade`;
  mine = await makeOwner(open.db);
  theirs = await makeOwner(open.db, 'Elsewhere');
  campaign = await makeCampaign(open.db, -3_600, { workspaceId: mine.workspace });
});

/** `ahead`: how far this host's clock is before the database's (ms). */
async function context(ahead = 0): Promise<PreflightContext> {
  const own = await findOwnCampaign(mine.workspace, campaign.slug, open.db);
  if (!own) throw new Error('no campaign');
  return {
    db: open.db,
    campaign: own,
    now: () => performance.timeOrigin + performance.now() + ahead,
    appUrl: 'https://upbeat.example',
    deployment: { savers: { spotify: 'everyone' } },
    savers: new Map(),
    catalogues: [],
    authorize: new Map(),
    trials: [],
    headToBe: null,
    fetch: () => Promise.reject(new Error('no web here')),
  };
}

it('keeps what was found, the last ten times, and gives it to the campaign’s own workspace alone', async () => {
  expect(await lastPreflight(mine.workspace, campaign.id, open.db)).toBeNull();
  for (let n = 0; n < 12; n++) await keepPreflight(mine, campaign.slug, [finding(`run ${n}`, 'ok')], open.db);
  await keepPreflight(mine, campaign.slug, [finding('a', 'fail'), finding('b', 'warn')], open.db);
  const last = await lastPreflight(mine.workspace, campaign.id, open.db);
  expect(last?.failing.map(({ id }) => id)).toEqual(['a']);
  expect(last?.findings).toHaveLength(2);
  expect(await test.sql`select 1 from preflight_runs`).toHaveLength(10);
  expect(await test.sql`select 1 from audit_log where action = 'campaign.rehearsed'`).toHaveLength(13);
  expect(await lastPreflight(theirs.workspace, campaign.id, open.db)).toBeNull();
  expect(await keepPreflight(theirs, campaign.slug, [], open.db)).toBeNull();
});

it('sees whether anybody has drained, and when', async () => {
  const { run } = workerSeenCheck(await context());
  expect(await run(never)).toMatchObject({ state: 'fail', found: 'Nothing has ever come by to save.' });
  await noteDrain(open.db);
  expect(await run(never)).toMatchObject({ state: 'ok', found: 'Last seen less than a minute ago.' });
  await test.sql`update drain_seen set at = at - interval '20 minutes'`;
  expect(await run(never)).toMatchObject({ state: 'fail', found: 'Last seen 20 minutes ago.' });
  await noteDrain(open.db);
  expect(await run(never)).toMatchObject({ state: 'ok' });
});

it('compares the clocks', async () => {
  expect(await clocksCheck(await context()).run(never)).toMatchObject({ state: 'ok' });
  expect(await clocksCheck(await context(20_000)).run(never)).toMatchObject({
    state: 'warn',
    found: expect.stringMatching(/20 seconds .* behind this host/),
  });
  expect(await clocksCheck(await context(-90_000)).run(never)).toMatchObject({
    state: 'fail',
    found: expect.stringMatching(/90 seconds .* ahead of this host/),
  });
});

it('says when the page turns for whom, also of a draft', async () => {
  await test.sql`update campaigns set release_mode = 'local-midnight', release_at = null, release_date = '2027-03-12', published_at = null`;
  expect(await pageTurnCheck(await context()).run(never)).toMatchObject({
    state: 'ok',
    found: expect.stringContaining(
      'Auckland Friday, 12 March 2027 at 00:00; Berlin Friday, 12 March 2027 at 00:00; Los Angeles Thursday, 11 March 2027 at 21:00',
    ),
  });
});

describe('a trial with one’s own account', () => {
  const consent = (
    slug: string,
    given: TrialConsent['given'] = { kind: 'ok', refreshToken: 'very secret' },
  ): TrialConsent => ({
    slug,
    dsp: 'spotify',
    uri: 'spotify:album:tides',
    market: 'GB',
    given,
  });
  const saver = {
    dsp: 'spotify',
    refresh: async () => ({ kind: 'grant_rejected', detail: 'invalid_grant' }),
    trial: {},
  } as unknown as SavingDsp;

  it('is kept once for each service, for the campaign’s own workspace alone, and without the permission', async () => {
    expect(await concludeTrial(mine, consent(campaign.slug, { kind: 'not_registered' }), saver, open.db)).toBe(true);
    expect(await concludeTrial(mine, consent(campaign.slug), saver, open.db)).toBe(true);
    expect(await concludeTrial(theirs, consent(campaign.slug), saver, open.db)).toBe(false);
    expect(await ownTrialsOf(theirs.workspace, campaign.id, open.db)).toEqual([]);
    const [trial, ...more] = await ownTrialsOf(mine.workspace, campaign.id, open.db);
    expect([trial?.found.state, trial?.found.found, more]).toEqual([
      'fail',
      'The permission was given and could not be renewed (invalid_grant).',
      [],
    ]);
    expect(JSON.stringify(await test.sql`select * from own_trials`)).not.toContain('secret');
    const log = await test.sql`select details from audit_log where action = 'campaign.rehearsed'`;
    expect(log.map(({ details }) => details)).toEqual([{ service: 'Spotify' }, { service: 'Spotify' }]);
  });

  it('stands among the findings, where it was made', async () => {
    const savers = new Map([['spotify', saver]] as const);
    const trials = async () => ownTrialsOf(mine.workspace, campaign.id, open.db);
    const checks = async () => ownAccountChecks({ ...(await context()), savers, trials: await trials() });
    expect(await checks()).toEqual([]);
    await concludeTrial(mine, consent(campaign.slug), saver, open.db);
    const [check] = await checks();
    expect(await check?.run(never)).toMatchObject({
      state: 'fail',
      found: expect.stringMatching(/Tried on .* UTC\.$/),
    });
  });

  it('suggests this release once it is out, else another of the workspace’s', async () => {
    const own = await findOwnCampaign(mine.workspace, campaign.slug, open.db);
    const now = performance.timeOrigin + performance.now();
    const suggested = () => own && releaseToTry(mine.workspace, own, 'spotify', now, open.db);
    const linkIs = (id: string, url: string) =>
      test.sql`update campaign_services set url = ${url} where campaign_id = ${id}`;
    await makeCampaign(open.db, 3_600, { workspaceId: theirs.workspace });
    expect(await suggested()).toBeNull();
    const older = await makeCampaign(open.db, 3_600, { workspaceId: mine.workspace });
    await linkIs(older.id, 'https://open.spotify.com/album/older');
    expect(await suggested()).toBe('https://open.spotify.com/album/older');
    await linkIs(campaign.id, 'https://open.spotify.com/album/this');
    await test.sql`update campaigns set release_at = now() - interval '1 hour' where id = ${campaign.id}`;
    expect(await suggested()).toBe('https://open.spotify.com/album/this');
  });
});
