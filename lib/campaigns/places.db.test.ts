import { beforeEach, describe, expect, it } from 'vitest';
import { deploymentOf } from '../domain/deployment';
import type { Release } from '../domain/release';
import { visitGate } from '../release-day/gate';
import { makeCampaign } from '../testing/campaigns';
import { pagesTold } from '../testing/places';
import { otherDsp, releaseDayDatabase } from '../testing/release-day';
import { testContext } from '../testing/worker';
import { findCampaign } from './data';
import { moveRelease } from './move';
import { readFull, type PlacesAsked } from './places';

const on = releaseDayDatabase();
const HOUR = 3_600_000;
const THURSDAY = Date.parse('2027-03-11T20:00:00Z');
const deployment = deploymentOf({
  spotify: { tier: 'development' },
  youtubeMusic: { tier: 'verified', units: 400 + 51 * 6 },
  tidal: {},
});

let asked: PlacesAsked;
beforeEach(() => {
  const clients = new Map([
    ['spotify', 'app'],
    ['youtubeMusic', 'app'],
    ['tidal', 'app'],
  ] as const);
  asked = { deployment, clients, now: Date.parse('2027-01-15T12:00:00Z') };
});

/** A campaign on three services, with so many pre-saves on each. */
async function campaign(presaves: { spotify?: number; youtubeMusic?: number } = {}, release = THURSDAY) {
  const made = await makeCampaign(on.open.db, 0, { releaseAt: release });
  await on.test.sql`
    insert into campaign_services (campaign_id, dsp, uri)
    select ${made.id}, dsp, dsp || ':x' from unnest(array['youtubeMusic', 'tidal', 'amazonMusic']) dsp`;
  for (const [dsp, n] of Object.entries(presaves)) await presave(made.id, dsp, n);
  return made;
}

const presave = (id: string, dsp: string, n: number, territory = 'DE') => on.test.sql`
  insert into presaves (campaign_id, dsp, account_key, territory, state, reason)
  select ${id}, ${dsp}, ${territory} || i, ${territory}, 'held', 'consented' from generate_series(1, ${n}::int) i`;

async function full(slug: string, more: Partial<PlacesAsked> = {}) {
  const found = await findCampaign(slug, on.open.db);
  return found ? readFull(found, { ...asked, ...more }, on.open.db) : [];
}

const shut = (dsp: string, client: string, reason: string, until: number) => on.test.sql`
  insert into pace_gates (dsp, client_id, blocked_until, reason)
  values (${dsp}, ${client}, to_timestamp(${until / 1000}), ${reason})`;

describe('readFull', () => {
  it('finds a place until the last is taken, on each service by its own count', async () => {
    const open = await campaign({ spotify: 4, youtubeMusic: 5 });
    expect(await full(open.slug)).toEqual([]);
    await presave(open.id, 'spotify', 1, 'FR');
    await presave(open.id, 'youtubeMusic', 1, 'FR');
    expect(await full(open.slug)).toEqual([
      { dsp: 'spotify', why: 'accounts', until: null },
      { dsp: 'youtubeMusic', why: 'day', until: Date.parse('2027-03-12T08:00:00Z') },
    ]);
  });

  it('counts a day over all campaigns, and the accounts of one', async () => {
    await campaign({ spotify: 9, youtubeMusic: 6 });
    const other = await campaign({}, THURSDAY + 8 * HOUR);
    const nextDay = await campaign({}, THURSDAY + 24 * HOUR);
    expect((await full(other.slug)).map(({ dsp }) => dsp)).toEqual(['youtubeMusic']);
    expect(await full(nextDay.slug)).toEqual([]);
  });

  it('gives no place back for a save that was made, and one for each that expired or was withdrawn', async () => {
    const { id, slug } = await campaign({ youtubeMusic: 6 });
    for (const [state, places] of [
      ['saved', 1],
      ['needs_reconnect', 1],
      ['refused', 1],
      ['expired', 0],
    ] as const) {
      await on.test.sql`
        update presaves set state = ${state}, saved_at = case when ${state} = 'saved' then now() end
        where campaign_id = ${id} and account_key = 'DE1'`;
      expect((await full(slug)).length, state).toBe(places);
    }
  });

  it('has nothing to say where everyone may, and of services that do not save', async () => {
    const { slug } = await campaign({ spotify: 50, youtubeMusic: 50 });
    expect(await full(slug, { deployment: deploymentOf({ spotify: { tier: 'extended' }, tidal: {} }) })).toEqual([]);
    expect(await full(slug, { deployment: deploymentOf({}) })).toEqual([]);
  });
});

describe('a quota that is used up', () => {
  const reset = () => Math.floor(Date.now() / 1000) * 1000 + HOUR;

  it('keeps fans off until it is back, whose consent would cost a call', async () => {
    const { slug } = await campaign();
    const until = reset();
    await shut('youtubeMusic', 'app', 'quota_exceeded', until);
    await shut('tidal', 'app', 'quota_exceeded', until);
    expect(await full(slug), 'TIDAL is asked nothing').toEqual([{ dsp: 'youtubeMusic', why: 'quota', until }]);
  });

  it('is this deployment’s client’s, and no mere pause', async () => {
    const { slug } = await campaign();
    await shut('youtubeMusic', 'the client before', 'quota_exceeded', reset());
    await shut('spotify', 'app', 'rate_limited', reset());
    expect(await full(slug)).toEqual([]);
    await on.test.sql`
      update pace_gates set client_id = 'app', blocked_until = now() - interval '1 second' where dsp = 'youtubeMusic'`;
    expect(await full(slug)).toEqual([]);
  });

  it('is told to the pages of the service as its gate shuts, in the same commit', async () => {
    const [coming, ended] = [await campaign({}, Date.now() + 9 * HOUR), await campaign({}, Date.now() + 9 * HOUR)];
    const long = await campaign({}, Date.now() - 90 * 24 * HOUR);
    await on.test.sql`update campaigns set ended_at = now() where id = ${ended.id}`;
    const dsp = otherDsp('youtubeMusic', { clientId: 'app' });
    const ctx = testContext(on.open.db, dsp);
    const stop = { kind: 'quota_exceeded', retryAfterMs: HOUR } as const;
    const told = await pagesTold(on.test, () =>
      visitGate(ctx, dsp, { reports: [{ id: 'a', passed: 0, refused: 1, stop }] }),
    );
    expect(told).toEqual([coming.slug]);
    expect(told).not.toContain(long.slug);
    expect((await full(coming.slug)).map(({ why }) => why)).toEqual(['quota']);
    const again = { id: 'b', passed: 0, refused: 1, stop: { kind: 'rate_limited', retryAfterMs: 1 } } as const;
    expect(await pagesTold(on.test, () => visitGate(ctx, dsp, { reports: [again] })), 'nothing changes').toEqual([]);
  });
});

describe('a release that moves', () => {
  it('takes its places along, and the pages of both days are told', async () => {
    const moving = await campaign({ youtubeMusic: 6 });
    const onOldDay = await campaign();
    const onNewDay = await campaign({}, THURSDAY + 30 * 24 * HOUR);
    const release: Release = { mode: 'instant', at: THURSDAY + 30 * 24 * HOUR };
    expect([(await full(onOldDay.slug)).length, (await full(onNewDay.slug)).length]).toEqual([1, 0]);
    const told = await pagesTold(on.test, () => moveRelease(on.open.db, moving.slug, release));
    expect(told).toEqual([moving.slug, onOldDay.slug, onNewDay.slug].toSorted());
    expect([(await full(onOldDay.slug)).length, (await full(onNewDay.slug)).length]).toEqual([0, 1]);
  });

  it('tells nobody else where nobody waits on a service with days', async () => {
    const moving = await campaign({ spotify: 3 });
    await campaign();
    const release: Release = { mode: 'instant', at: THURSDAY + 30 * 24 * HOUR };
    expect(await pagesTold(on.test, () => moveRelease(on.open.db, moving.slug, release))).toEqual([moving.slug]);
  });
});

describe('a hundred thousand pre-saves', () => {
  it('are not read: what a page asks is answered from indexes', async () => {
    const crowd = await campaign({ spotify: 100_000, youtubeMusic: 180 });
    await on.test.sql`
      insert into campaigns (slug, artist, title, kind, release_mode, release_at, theme, published_at)
      select 'other-' || i, 'A', 'T', 'album', 'instant', timestamptz '2028-01-01' + i * interval '1 hour', c.theme, now()
      from campaigns c, generate_series(1, 20000) i where c.id = ${crowd.id}`;
    await on.test.sql`analyze presaves, campaigns`;
    const found = await findCampaign(crowd.slug, on.open.db);
    await on.open.db.transaction(async tx => {
      const services = found && (await readFull(found, asked, tx));
      expect(services?.map(({ dsp, why }) => [dsp, why])).toEqual([
        ['spotify', 'accounts'],
        ['youtubeMusic', 'day'],
      ]);
      // what this transaction has read, and nobody else
      const [read] = await tx.execute<{ rows: number }>(
        'select sum(seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables',
      );
      expect(read?.rows, 'is counted at all').toBeGreaterThan(180);
      expect(read?.rows).toBeLessThan(1_000);
    });
  });
});
