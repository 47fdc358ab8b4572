import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { auditLedger } from '../campaigns/ledger-audit';
import { moveRelease } from '../campaigns/move';
import { endCampaign } from '../campaigns/publish';
import { MAX_LOOKS } from '../domain/verify-plan';
import type { SavingDsp } from '../dsp/types';
import { withdraw } from '../presaves/withdraw';
import { makeCampaign } from '../testing/campaigns';
import { databaseTime, fansOn, names, otherDsp, releaseDayDatabase, statesOf } from '../testing/release-day';
import { fakeDsp, testContext } from '../testing/worker';
import { drain } from './drain';

// What a DSP has only accepted, and what is found of it in the fans' libraries.

vi.mock('../campaigns/cards', async () => {
  const { createHash } = await import('node:crypto');
  const bytes = Buffer.from('a picture');
  const picture = {
    hash: createHash('sha256').update(bytes).digest('hex'),
    bytes,
    contentType: 'image/jpeg',
    width: 1,
    height: 1,
  };
  return { drawCards: async () => ({ before: picture, out: picture, notes: [] }) };
});

const on = releaseDayDatabase();
const run = (dsp: SavingDsp) => drain(testContext(on.open.db, dsp), { budgetMs: 20_000 });

/** A DSP that accepts every add, and whose libraries show what `shows` says; it counts the looks. */
function accepting(shows: (token: string) => boolean, more: Partial<SavingDsp> = {}) {
  const looks: string[] = [];
  const { dsp, calls } = fakeDsp({
    save: async () => ({ kind: 'ok', proof: 'accepted' }),
    verify: async ({ token }) => {
      looks.push(token);
      return { kind: 'ok', held: shows(token) };
    },
    ...more,
  });
  return { dsp, looks, saved: calls.saved };
}

async function released(fans = 2): Promise<{ id: string; slug: string; passes: string[] }> {
  const campaign = await makeCampaign(on.open.db, 5);
  const made = await fansOn(on.open.db, campaign.id, names(fans));
  return { ...campaign, passes: made.map(({ passToken }) => passToken) };
}

/** The next look is due. */
const wait = () => on.test.sql`update presaves set next_attempt_at = now() where state = 'accepted'`;
const grants = async () =>
  (await on.test.sql`select count(*)::int as n from grants where sealed is not null`)[0]?.['n'] as number;
const steps = async () =>
  (
    await on.test.sql<{ step: string }[]>`
      select distinct from_state || ' ' || to_state || ' ' || reason as step from ledger order by 1`
  ).map(row => row.step);
const explained = async (id: string) => {
  const { unexplained, gaps, lost, miscounted } = await auditLedger(on.open.db, id);
  expect({ unexplained, gaps, lost, miscounted }).toEqual({ unexplained: 0, gaps: 0, lost: 0, miscounted: 0 });
};

describe('an accepted add', () => {
  it('is not saved, keeps its grant, and is not looked for at once', async () => {
    const { id } = await released();
    const { dsp, looks } = accepting(() => true);
    await run(dsp);
    expect([await statesOf(on.test), await grants(), looks]).toEqual([{ accepted: 2 }, 2, []]);
    const [row] = await on.test.sql`
      select reason, saved_at, next_attempt_at > now() + interval '10 seconds' as later from presaves limit 1`;
    expect(row).toEqual({ reason: 'accepted', saved_at: null, later: true });
    await explained(id);
  });

  it('is saved once it is found in the library, and then its grant is destroyed', async () => {
    const { id } = await released();
    const { dsp } = accepting(token => token.endsWith('fan0'));
    await run(dsp);
    await wait();
    await run(dsp);
    expect([await statesOf(on.test), await grants()]).toEqual([{ accepted: 1, saved: 1 }, 1]);
    expect(await steps()).toContain('accepted saved verified');
    const [row] = await on.test.sql`
      select reason, saved_at > now() - interval '1 minute' as fresh from presaves where state = 'saved'`;
    expect(row).toEqual({ reason: 'verified', fresh: true });
    await explained(id);
  });

  it('that never shows is added three times, and given up after exactly its allowance', async () => {
    const { id } = await released(1);
    const { dsp, looks, saved } = accepting(() => false);
    for (let i = 0; i < 4 * MAX_LOOKS && (await statesOf(on.test))['refused'] === undefined; i += 1) {
      await run(dsp);
      await wait();
    }
    expect([looks.length, saved.length]).toEqual([MAX_LOOKS, 3]);
    expect([await statesOf(on.test), await grants()]).toEqual([{ refused: 1 }, 0]);
    expect(await steps()).toEqual(
      expect.arrayContaining(['accepted held not_in_library', 'accepted refused never_appeared']),
    );
    await explained(id);
  });

  it('that shows after the second add is saved', async () => {
    await released(1);
    let adds = 0;
    const { dsp } = accepting(() => adds > 1, {
      save: async () => {
        adds += 1;
        return { kind: 'ok', proof: 'accepted' };
      },
    });
    for (let i = 0; i < MAX_LOOKS && (await statesOf(on.test))['saved'] === undefined; i += 1) {
      await run(dsp);
      await wait();
    }
    expect([await statesOf(on.test), adds]).toEqual([{ saved: 1 }, 2]);
  });

  it('is looked for once a turn, however many workers look', async () => {
    await released(60);
    const { dsp, looks } = accepting(() => true);
    await run(dsp);
    await wait();
    await Promise.all(
      Array.from({ length: 8 }, () =>
        drain(testContext(on.open.db, dsp, { owner: randomUUID() }), { budgetMs: 20_000 }),
      ),
    );
    expect([looks.length, new Set(looks).size]).toEqual([60, 60]);
    expect(await statesOf(on.test)).toEqual({ saved: 60 });
  });

  it('is looked for again when the worker that looked died', async () => {
    await released(1);
    const { dsp, looks } = accepting(() => true);
    await run(dsp);
    await on.test.sql`update presaves set next_attempt_at = now() + interval '60 seconds'`;
    await run(dsp);
    expect(looks).toEqual([]);
    await wait();
    await run(dsp);
    expect([looks.length, await statesOf(on.test)]).toEqual([1, { saved: 1 }]);
  });
});

describe('a DSP in trouble', () => {
  it.each([
    { kind: 'unavailable', detail: '503' },
    { kind: 'rate_limited', retryAfterMs: 60_000 },
    { kind: 'quota_exceeded', retryAfterMs: 60_000 },
    { kind: 'access_expired' },
  ] as const)('is asked later and costs nothing: $kind', async failure => {
    const { id } = await released();
    const { dsp } = accepting(() => true, { verify: async () => failure });
    await run(dsp);
    await wait();
    await run(dsp);
    const [row] = await on.test.sql`
      select count(*)::int as n, max(looks) as looks, bool_and(next_attempt_at > now() + interval '30 seconds') as later
      from presaves where state = 'accepted' and reason = 'accepted'`;
    expect([row, await grants()]).toEqual([{ n: 2, looks: 0, later: true }, 2]);
    await explained(id);
  });

  it('that takes a grant for dead is not believed at first sight', async () => {
    const { id } = await released(1);
    let dead = false;
    const { dsp } = accepting(() => true, {
      refresh: async ({ refreshToken }) =>
        dead
          ? { kind: 'grant_rejected', detail: '403' }
          : { kind: 'ok', access: { token: refreshToken, expiresAt: 0 }, rotated: null },
    });
    await run(dsp);
    dead = true;
    await wait();
    await run(dsp);
    expect([await statesOf(on.test), await grants()]).toEqual([{ accepted: 1 }, 1]);
    await on.test.sql`update grants set rejected_since = now() - interval '4 hours'`;
    await wait();
    await run(dsp);
    expect([await statesOf(on.test), await grants()]).toEqual([{ needs_reconnect: 1 }, 0]);
    await explained(id);
  });

  it('does not hold up another, nor the saves that are due', async () => {
    const { id } = await released(1);
    await on.test.sql`
      insert into campaign_services (campaign_id, dsp, uri) values (${id}, 'deezer', 'deezer:album:1')`;
    await fansOn(on.open.db, id, ['other'], { dsp: 'deezer' });
    const apple = accepting(() => true).dsp;
    const deezer = otherDsp('deezer');
    const ctx = testContext(on.open.db, apple, {
      dsps: new Map([
        ['spotify', apple],
        ['deezer', deezer],
      ]),
    });
    await drain(ctx, { budgetMs: 20_000 });
    expect(await statesOf(on.test)).toEqual({ accepted: 1, saved: 1 });
  });
});

describe('what happens meanwhile', () => {
  /** A DSP that lets `then` happen while it is looking. */
  const lookingWhile = (then: () => Promise<unknown>) =>
    accepting(() => true, {
      verify: async () => {
        await then();
        return { kind: 'ok', held: true };
      },
    }).dsp;

  it('a withdrawal is not undone by a look that is under way', async () => {
    const { id, passes } = await released(1);
    const dsp = lookingWhile(() => withdraw(passes[0] ?? '', on.open.db));
    await run(dsp);
    await wait();
    await run(dsp);
    expect([await statesOf(on.test), await grants()]).toEqual([{ withdrawn: 1 }, 0]);
    await explained(id);
  });

  it('a later date takes what was accepted along: it is not shown as saved', async () => {
    const { id, slug } = await released(1);
    const moved = async () =>
      moveRelease(on.open.db, slug, { mode: 'instant', at: (await databaseTime(on.test)) + 86_400_000 });
    const dsp = lookingWhile(moved);
    await run(dsp);
    await wait();
    await run(dsp);
    expect([await statesOf(on.test), await grants()]).toEqual([{ held: 1 }, 1]);
    expect(await steps()).toContain('accepted held release_moved');
    await explained(id);
  });

  it('the end of the campaign ends it, and the grant with it', async () => {
    const { id, slug } = await released(1);
    const { dsp } = accepting(() => false);
    await run(dsp);
    await endCampaign(on.open.db, slug);
    await run(dsp);
    expect([await statesOf(on.test), await grants()]).toEqual([{ expired: 1 }, 0]);
    await explained(id);
  });
});

it('finds what is due by its index', async () => {
  await released(1);
  await on.test.sql`
    insert into presaves (campaign_id, dsp, account_key, territory, state, reason, saved_at)
    select campaign_id, dsp, 'more' || i, territory, 'saved', 'saved', now() from presaves, generate_series(1, 20000) i`;
  await on.test.sql`vacuum analyze presaves`;
  const plan = await on.test.sql`
    explain select id from presaves where dsp = 'spotify' and state = 'accepted' and next_attempt_at <= now()
    order by next_attempt_at limit 48 for update skip locked`;
  expect(JSON.stringify(plan)).toContain('presaves_to_verify');
});
