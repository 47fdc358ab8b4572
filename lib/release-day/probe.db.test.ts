import { describe, expect, it, vi } from 'vitest';
import { moveRelease } from '../campaigns/move';
import type { Availability, SavingDsp } from '../dsp/types';
import { campaignTag, PAGE_CHANNEL } from '../page-cache/notify';
import { makeCampaign } from '../testing/campaigns';
import { databaseTime, fansOn, letTimePass, names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { drain } from './drain';

const on = releaseDayDatabase();
const run = (dsp: SavingDsp) => drain(testContext(on.open.db, dsp), { budgetMs: 20_000 });

const NOT_FOUND: Availability = { kind: 'ok', live: false, reason: 'not_found' };
const live = (called: { artist: string; title: string } = { artist: 'Artist', title: 'Title' }): Availability => ({
  kind: 'ok',
  live: true,
  release: { uri: 'spotify:album:found', url: 'https://open.spotify.com/album/found', ...called },
});

/** A catalogue that answers what `answer` says for a market, and the markets it was asked about. */
function catalogue(
  answer: (market: string) => Availability,
  save: SavingDsp['save'] = async () => ({ kind: 'ok', proof: 'saved' }),
) {
  const asked: string[] = [];
  const fake = fakeDsp({
    probe: async (_, market) => {
      asked.push(market);
      return answer(market);
    },
    save,
  });
  return { ...fake, asked };
}

/** A date that has begun in Kiribati and not in American Samoa, whatever the hour: a day and an hour lie between them. */
async function dateBetween(): Promise<string> {
  const now = await databaseTime(on.test);
  return new Date(now + 14 * 3_600_000).toISOString().slice(0, 10);
}

describe('a release that is late', () => {
  it('is asked about as often as planned and no oftener, and each market once, not each fan', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(40), { territory: 'DE' });
    await fansOn(on.open.db, campaign.id, names(40, 'other'), { territory: 'SE' });
    const late = catalogue(() => NOT_FOUND);
    for (let i = 0; i < 4; i++) await run(late.dsp);
    expect(late.asked.toSorted(), 'never before its time').toEqual(['DE', 'SE']);
    await on.test.sql`update market_openings set next_probe_at = now() where market = 'SE'`;
    await run(late.dsp);
    expect(late.asked.toSorted()).toEqual(['DE', 'SE', 'SE']);
    expect(late.calls).toEqual({ refreshed: [], saved: [] });
    expect(
      await on.test.sql`select market, probes, last_answer, opened_at from market_openings order by market`,
    ).toEqual([
      { market: 'DE', probes: 1, last_answer: 'not_found', opened_at: null },
      { market: 'SE', probes: 2, last_answer: 'not_found', opened_at: null },
    ]);
  });

  it.each([
    [5, 15],
    [20 * 60, 60],
    [3 * 3_600, 300],
    [24 * 3_600, 1_800],
    [5 * 86_400, 6 * 3_600],
  ])('by %i s is asked about again after %i s', async (late, pause) => {
    const campaign = await makeCampaign(on.open.db, late);
    await fansOn(on.open.db, campaign.id, names(1));
    await run(catalogue(() => NOT_FOUND).dsp);
    const [row] = await on.test
      .sql`select extract(epoch from next_probe_at - now())::float8 as wait from market_openings`;
    expect(Math.abs(row!['wait'] - pause)).toBeLessThan(5);
  });

  it('is given up after fourteen days, said once, and taken up with a new date', async () => {
    const campaign = await makeCampaign(on.open.db, 14 * 86_400 + 60);
    await fansOn(on.open.db, campaign.id, names(3));
    const late = catalogue(() => NOT_FOUND);
    for (let i = 0; i < 3; i++) await run(late.dsp);
    expect(late.asked).toHaveLength(1);
    const told = () => on.test.sql`select presave_id from ledger where reason = 'not_delivered'`;
    expect(await told()).toHaveLength(3);
    expect(await statesOf(on.test)).toEqual({ held: 3 });
    expect((await on.test.sql`select count(*)::int as n from grants where sealed is not null`)[0]).toEqual({ n: 3 });

    await moveRelease(on.open.db, campaign.slug, { mode: 'instant', at: (await databaseTime(on.test)) - 2_000 });
    await run(late.dsp);
    expect(late.asked).toHaveLength(2);
    expect(await told()).toHaveLength(3);
    await on.test.sql`update market_openings set next_probe_at = now()`;
    expect(await run(catalogue(() => live()).dsp)).toMatchObject({ saved: 3 });
  });

  it('is not asked about by a catalogue that is down, and not given up for it', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(2));
    await run(catalogue(() => ({ kind: 'unavailable', detail: '503' })).dsp);
    await on.test.sql`update market_openings set next_probe_at = now()`;
    expect(await run(catalogue(() => live()).dsp)).toMatchObject({ saved: 2 });
    expect(await on.test.sql`select distinct attempts from presaves`).toEqual([{ attempts: 0 }]);
  });
});

describe('a match by code', () => {
  it('with other names is shown to the artist and saved by nobody', async () => {
    const campaign = await makeCampaign(on.open.db, 5, { upc: '602445868162' });
    await on.test.sql`update campaign_services set uri = null, url = null`;
    await fansOn(on.open.db, campaign.id, names(4));
    const other = catalogue(() => live({ artist: 'Somebody else', title: 'Another record' }));
    await run(other.dsp);
    expect(other.calls.saved).toEqual([]);
    const [row] = await on.test
      .sql`select last_answer, opened_at, uri, candidate from market_openings where market = 'DE'`;
    expect(row).toMatchObject({
      last_answer: 'other_release',
      opened_at: null,
      uri: null,
      candidate: { artist: 'Somebody else', title: 'Another record', uri: 'spotify:album:found' },
    });
    expect((await on.test.sql`select url, uri from campaign_services`)[0]).toEqual({ url: null, uri: null });
  });

  it('with the right names is saved, kept as the link, and the page is told', async () => {
    const campaign = await makeCampaign(on.open.db, 5, { upc: '602445868162' });
    await on.test.sql`update campaign_services set uri = null, url = null`;
    await fansOn(on.open.db, campaign.id, names(2));
    const heard: string[] = [];
    const listening = await on.test.sql.listen(PAGE_CHANNEL, message => heard.push(message));
    await run(catalogue(() => NOT_FOUND).dsp);
    heard.length = 0;
    await on.test.sql`update market_openings set next_probe_at = now()`;
    const uris: string[] = [];
    await run(
      catalogue(
        () => live(),
        async (_, uri) => {
          uris.push(uri);
          return { kind: 'ok', proof: 'saved' };
        },
      ).dsp,
    );
    expect(uris).toEqual(['spotify:album:found', 'spotify:album:found']);
    expect((await on.test.sql`select url, uri from campaign_services`)[0]).toEqual({
      url: 'https://open.spotify.com/album/found',
      uri: 'spotify:album:found',
    });
    await vi.waitFor(() => expect(heard).toContain(JSON.stringify([campaignTag(campaign.slug)])), { interval: 5 });
    await listening.unlisten();
  });

  it('finds the link of a campaign nobody waits for', async () => {
    const campaign = await makeCampaign(on.open.db, 5, { upc: '602445868162' });
    await on.test.sql`update campaign_services set uri = null, url = null`;
    const found = catalogue(() => live());
    await run(found.dsp);
    await run(found.dsp);
    expect(found.asked).toHaveLength(1);
    expect((await on.test.sql`select url from campaign_services where campaign_id = ${campaign.id}`)[0]).toEqual({
      url: 'https://open.spotify.com/album/found',
    });
  });
});

describe('a release that is out in some territories', () => {
  it('is saved there and not elsewhere', async () => {
    const campaign = await makeCampaign(on.open.db, 5);
    await fansOn(on.open.db, campaign.id, names(3, 'de'), { territory: 'DE' });
    await fansOn(on.open.db, campaign.id, names(3, 'jp'), { territory: 'JP' });
    const partly = catalogue(market =>
      market === 'DE' ? live() : { kind: 'ok', live: false, reason: 'not_in_market' },
    );
    expect(await run(partly.dsp)).toMatchObject({ saved: 3, opened: 1 });
    expect(partly.calls.saved.every(token => token.includes('de'))).toBe(true);
    expect(await on.test.sql`select market, last_answer from market_openings order by market`).toEqual([
      { market: 'DE', last_answer: 'live' },
      { market: 'JP', last_answer: 'not_in_market' },
    ]);
  });

  it('asks only where the day has begun', async () => {
    const date = await dateBetween();
    const campaign = await makeCampaign(on.open.db, 0, {
      releaseMode: 'local-midnight',
      releaseDate: date,
      releaseAt: null,
    });
    await fansOn(on.open.db, campaign.id, names(2, 'early'), { territory: 'KI' });
    await fansOn(on.open.db, campaign.id, names(2, 'late'), { territory: 'AS' });
    await fansOn(on.open.db, campaign.id, names(2, 'nobody'), { territory: 'ZZ' });
    const everywhere = catalogue(() => live());
    await run(everywhere.dsp);
    expect(everywhere.asked).toEqual(['KI']);
    expect(everywhere.calls.saved.toSorted()).toEqual(['token of early0', 'token of early1']);
  });

  it('is tried again for an account of another market when the next territory turns, and burns no attempt', async () => {
    const date = await dateBetween();
    const campaign = await makeCampaign(on.open.db, 0, {
      releaseMode: 'local-midnight',
      releaseDate: date,
      releaseAt: null,
    });
    await fansOn(on.open.db, campaign.id, names(2), { territory: 'KI' });
    const elsewhere = catalogue(
      () => live(),
      async () => ({ kind: 'not_live' }),
    );
    for (let i = 0; i < 5; i++) {
      await run(elsewhere.dsp);
      const [row] = await on.test.sql`
        select min(attempts)::int as least, max(attempts)::int as most, max(rescues)::int as rescues, bool_and(state = 'held') as held,
          bool_and(next_attempt_at > now()) as later, max(extract(epoch from next_attempt_at - now()))::float8 as wait from presaves`;
      expect(row).toMatchObject({ least: 0, most: 0, rescues: 0, held: true, later: true });
      // territories turn at least hourly through the day
      expect(row!['wait']).toBeLessThan(3 * 3_600);
      await letTimePass(on.test);
    }
    expect(elsewhere.asked).toEqual(['KI']);
    expect(await run(catalogue(() => live()).dsp)).toMatchObject({ saved: 2 });
  });
});
