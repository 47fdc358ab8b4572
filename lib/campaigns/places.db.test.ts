import { describe, expect, it } from 'vitest';
import { deploymentOf, type Deployment } from '../domain/deployment';
import { acceptConsent } from '../presaves/accept';
import { withdraw } from '../presaves/withdraw';
import { makeCampaign } from '../testing/campaigns';
import { fansOn, names, releaseDayDatabase } from '../testing/release-day';
import { testRing } from '../testing/worker';
import { fullServices, placesFor } from './places';

const on = releaseDayDatabase();
const LISTED: Deployment = deploymentOf({
  spotify: { tier: 'development' },
  youtubeMusic: { tier: 'verified' },
  deezer: {},
});
const DAY_S = 86_400;

const coming = (days: number) => makeCampaign(on.open.db, -days * DAY_S);
const full = async (id: string) => (await fullServices(on.open.db, id, LISTED)).map(({ dsp }) => dsp);

/** A consent that looks for a place, as the callback makes it. */
const consent = (campaignId: string, who: string) =>
  acceptConsent(on.open.db, testRing, {
    campaignId,
    dsp: 'spotify',
    nonce: `${campaignId} ${who} ${Math.random()}`,
    intentExpiresAt: Date.now() + 900_000,
    accountKey: `key of ${who}`,
    territory: 'DE',
    zone: null,
    channel: null,
    refreshToken: `token of ${who}`,
    authorizedAt: Date.now(),
    hardExpiry: Date.now() + 180 * DAY_S * 1000,
    placesLeft: tx => placesFor(tx, campaignId, 'spotify', LISTED),
  });

describe('Spotify’s five listed listeners', () => {
  it('fill a campaign, and that campaign alone', async () => {
    const [one, other] = [await coming(3), await coming(3)];
    expect(await placesFor(on.open.db, one.id, 'spotify', LISTED)).toBe(5);
    const passes = await fansOn(on.open.db, one.id, names(5));
    expect([await full(one.id), await full(other.id)]).toEqual([['spotify'], []]);
    await withdraw(passes[0]?.passToken ?? '', on.open.db);
    expect(await full(one.id)).toEqual([]);
  });

  it('are five when fifty come at once, and nothing is kept of the rest', async () => {
    const { id } = await coming(3);
    const answers = await Promise.all(names(50).map(who => consent(id, who)));
    const kinds = answers.map(({ kind }) => kind);
    expect([kinds.filter(kind => kind === 'accepted').length, kinds.filter(kind => kind === 'full').length]).toEqual([
      5, 45,
    ]);
    const [kept] = await on.test.sql`
      select (select count(*) from presaves)::int as presaves, (select count(*) from grants)::int as grants,
        (select count(*) from ledger)::int as steps`;
    expect(kept).toEqual({ presaves: 5, grants: 5, steps: 5 });
  });

  it('may renew when all places are taken', async () => {
    const { id } = await coming(3);
    for (const who of names(5)) await consent(id, who);
    expect(await consent(id, 'fan3')).toMatchObject({ kind: 'accepted', again: true });
    expect(await consent(id, 'fan5')).toEqual({ kind: 'full' });
  });

  it('have no number where everyone may', async () => {
    const { id } = await coming(3);
    expect(await placesFor(on.open.db, id, 'spotify', deploymentOf({ spotify: { tier: 'extended' } }))).toBeNull();
    expect(await placesFor(on.open.db, id, 'deezer', LISTED)).toBeNull();
    expect(await placesFor(on.open.db, id, 'tidal', LISTED)).toBeNull();
  });
});

describe('YouTube’s units of a day', () => {
  it('are counted over all releases of about that day', async () => {
    const [one, sameDay, later] = [await coming(3), await coming(3.5), await coming(9)];
    const before = (await placesFor(on.open.db, one.id, 'youtubeMusic', LISTED)) ?? 0;
    await fansOn(on.open.db, sameDay.id, names(7), { dsp: 'youtubeMusic' });
    await fansOn(on.open.db, later.id, names(9), { dsp: 'youtubeMusic' });
    expect(await placesFor(on.open.db, one.id, 'youtubeMusic', LISTED)).toBe(before - 7);
    await on.test.sql`update presaves set state = 'saved', saved_at = now() where campaign_id = ${sameDay.id}`;
    expect(await placesFor(on.open.db, one.id, 'youtubeMusic', LISTED)).toBe(before);
  });

  it('that are gone keep everybody off until they are back', async () => {
    const { id } = await coming(3);
    await on.test.sql`
      insert into pace_gates (dsp, client_id, blocked_until, reason)
      values ('youtubeMusic', 'c', now() + interval '2 hours', 'quota_exceeded')`;
    const [gone] = await fullServices(on.open.db, id, LISTED);
    expect(gone?.dsp).toBe('youtubeMusic');
    expect((gone?.until ?? 0) - Date.now()).toBeGreaterThan(7_000_000);
    await on.test.sql`update pace_gates set reason = 'rate_limited'`;
    expect(await full(id)).toEqual([]);
  });
});
