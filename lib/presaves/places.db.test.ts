import { beforeEach, describe, expect, it } from 'vitest';
import { expirePresaves } from '../release-day/expire';
import { makeCampaign } from '../testing/campaigns';
import { consentTo, pagesTold } from '../testing/places';
import { names, releaseDayDatabase } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { withdraw } from './withdraw';

const on = releaseDayDatabase();

const FIVE = { dsp: 'spotify', limits: { accounts: 5, savesADay: null } } as const;
const EIGHT = { dsp: 'youtubeMusic', limits: { accounts: null, savesADay: 8 } } as const;

const DATE = '2027-03-12';
/** The day in California on which most territories' midnight of that date falls, and the next one. */
const THURSDAY = Date.parse('2027-03-11T20:00:00Z');
const FRIDAY = Date.parse('2027-03-12T20:00:00Z');
const LONG_BEFORE = Date.parse('2027-01-15T12:00:00Z');
const at = (ms: number) => ({ releaseMode: 'instant', releaseDate: null, releaseAt: ms }) as const;
const midnight = (releaseDate: string) => ({ releaseMode: 'local-midnight', releaseDate, releaseAt: null }) as const;

/** A campaign that is on YouTube Music too. */
async function campaign(release: ReturnType<typeof at> | ReturnType<typeof midnight> = at(THURSDAY)) {
  const made = await makeCampaign(on.open.db, 0, release);
  await on.test.sql`
    insert into campaign_services (campaign_id, dsp, uri) values (${made.id}, 'youtubeMusic', 'youtube:video:a1B2c3D4e5_')`;
  return made;
}

const take = (id: string, who: string, service: typeof FIVE | typeof EIGHT, more: { territory?: string } = {}) =>
  consentTo(on.open.db, id, who, { ...service, ...more, now: LONG_BEFORE });
async function kinds(answers: readonly Promise<{ kind: string }>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of await Promise.all(answers)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
const kept = async () => {
  const [row] = await on.test.sql`
    select (select count(*) from presaves)::int as presaves, (select count(*) from grants)::int as grants,
      (select count(*) from passes)::int as passes, (select count(*) from ledger)::int as steps,
      (select count(*) from spent_intents)::int as intents`;
  return row;
};

describe('five listed accounts', () => {
  let id: string;
  let slug: string;
  beforeEach(async () => ({ id, slug } = await campaign()));

  it('are five when fifty come at once for the last place, and nothing is kept of the rest', async () => {
    for (const who of names(4)) await take(id, who, FIVE);
    const answers = names(50, 'late').map(who => take(id, who, FIVE));
    expect(await kinds(answers)).toEqual({ accepted: 1, full: 49 });
    expect(await kept()).toEqual({ presaves: 5, grants: 5, passes: 5, steps: 5, intents: 5 });
  });

  it('are one account’s however often it comes, also at once', async () => {
    expect(await kinds(names(20).map(() => take(id, 'ada', FIVE)))).toEqual({ accepted: 20 });
    expect(await kept()).toMatchObject({ presaves: 1, grants: 1 });
  });

  it('renew when all places are taken, whatever became of their pre-save', async () => {
    for (const who of names(5)) await take(id, who, FIVE);
    for (const state of ['needs_reconnect', 'expired', 'refused']) {
      await on.test.sql`update presaves set state = ${state} where account_key = 'key of fan3'`;
      expect(await take(id, 'fan3', FIVE), state).toMatchObject({ kind: 'accepted', again: true });
    }
    expect(await take(id, 'fan5', FIVE)).toEqual({ kind: 'full' });
  });

  it('are counted for each campaign, and for one service', async () => {
    for (const who of names(5)) await take(id, who, FIVE);
    expect((await take((await campaign()).id, 'fan5', FIVE)).kind).toBe('accepted');
    expect((await take(id, 'fan5', EIGHT)).kind).toBe('accepted');
  });

  it('turn the page with the last one and with one who withdraws, and with nobody else', async () => {
    expect(await pagesTold(on.test, () => take(id, 'fan0', FIVE))).toEqual([]);
    for (const who of names(4)) await take(id, who, FIVE);
    const last: { kind: string; passToken?: string }[] = [];
    expect(await pagesTold(on.test, async () => void last.push(await take(id, 'fan4', FIVE)))).toEqual([slug]);
    expect(await pagesTold(on.test, () => take(id, 'fan5', FIVE)), 'refused').toEqual([]);
    expect(await pagesTold(on.test, () => take(id, 'fan2', FIVE)), 'renewed').toEqual([]);
    expect(await pagesTold(on.test, () => withdraw(last[0]?.passToken ?? '', on.open.db))).toEqual([slug]);
    expect((await take(id, 'fan5', FIVE)).kind).toBe('accepted');
  });
});

describe('the saves of a day', () => {
  it('are shared by all releases of that day, in California’s time', async () => {
    const [evening, sameDay, nextDay] = [
      await campaign(at(THURSDAY)),
      await campaign(at(Date.parse('2027-03-12T07:59:59Z'))),
      await campaign(at(Date.parse('2027-03-12T08:00:00Z'))),
    ];
    for (const who of names(5)) await take(evening.id, who, EIGHT);
    for (const who of names(8)) await take(nextDay.id, who, EIGHT);
    expect(await kinds(names(30).map(who => take(sameDay.id, who, EIGHT)))).toEqual({
      accepted: 3,
      full: 27,
    });
    expect(await take(evening.id, 'one more', EIGHT)).toEqual({ kind: 'full' });
  });

  it('are on the day of the fan’s own midnight', async () => {
    const { id } = await campaign(midnight(DATE));
    for (const [i, who] of names(8).entries())
      await take(id, who, EIGHT, { territory: ['NZ', 'JP', 'DE', 'US'][i % 4] ?? 'DE' });
    expect(await take(id, 'in Berlin', EIGHT, { territory: 'DE' })).toEqual({ kind: 'full' });
    expect((await take(id, 'in Tahiti', EIGHT, { territory: 'PF' })).kind).toBe('accepted');
    const friday = await campaign(at(FRIDAY));
    expect(await kinds(names(20).map(who => take(friday.id, who, EIGHT)))).toEqual({
      accepted: 7,
      full: 13,
    });
  });

  it('are kept by who has one, also when a new date has made the day too full', async () => {
    const [full, moved] = [await campaign(at(THURSDAY)), await campaign(at(FRIDAY))];
    for (const who of names(8)) await take(full.id, who, EIGHT);
    for (const who of names(8)) await take(moved.id, who, EIGHT);
    await on.test.sql`update campaigns set release_at = to_timestamp(${THURSDAY / 1000}) where id = ${moved.id}`;
    expect(await take(full.id, 'fan0', EIGHT)).toMatchObject({ kind: 'accepted', again: true });
    expect(await take(moved.id, 'fan0', EIGHT)).toMatchObject({ kind: 'accepted', again: true });
    expect(await take(moved.id, 'new', EIGHT)).toEqual({ kind: 'full' });
  });

  it('are given back by one that expired, and only where there is room taken anew', async () => {
    const { id, slug } = await campaign(at(THURSDAY));
    const near = await campaign(at(FRIDAY));
    for (const who of names(8)) await take(id, who, EIGHT);
    await on.test.sql`
      update grants set hard_expiry = now() - interval '1 second', authorized_at = now() - interval '8 days'
      where presave_id in (select id from presaves where account_key = 'key of fan7')`;
    const told = await pagesTold(on.test, () => expirePresaves(testContext(on.open.db, fakeDsp().dsp), 100));
    expect(told).toEqual([slug, near.slug].toSorted());
    expect((await take(id, 'newcomer', EIGHT)).kind).toBe('accepted');
    expect(await take(id, 'fan7', EIGHT), 'the place is somebody else’s now').toEqual({ kind: 'full' });
  });

  it('turn all pages of about that day with the last one, and no others', async () => {
    const [one, sameDay, , onSpotifyOnly] = [
      await campaign(at(THURSDAY)),
      await campaign(midnight(DATE)),
      await campaign(at(THURSDAY + 30 * 86_400_000)),
      await makeCampaign(on.open.db, 0, at(THURSDAY)),
    ];
    for (const who of names(7)) await take(one.id, who, EIGHT);
    const told = await pagesTold(on.test, () => take(one.id, 'fan7', EIGHT));
    expect(told).toEqual([one.slug, sameDay.slug].toSorted());
    expect(told).not.toContain(onSpotifyOnly.slug);
  });
});
