import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { moveRelease } from '../campaigns/move';
import { endCampaign } from '../campaigns/publish';
import { withdraw } from '../presaves/withdraw';
import { acceptedAdds, acceptingDsp } from '../testing/accepted';
import { databaseTime, fansOn, names, releaseDayDatabase, statesOf } from '../testing/release-day';
import { testContext } from '../testing/worker';
import { drain } from './drain';

// The share pictures take a second each.
vi.mock('../campaigns/cards', () => {
  const bytes = Buffer.from('a picture');
  const hash = createHash('sha256').update(bytes).digest('hex');
  const picture = { hash, bytes, contentType: 'image/jpeg', width: 1, height: 1 };
  return { drawCards: async () => ({ before: picture, out: picture, notes: [] }) };
});

const on = releaseDayDatabase();
const { released, run, wait, grants, steps, explained } = acceptedAdds(on);

describe('what happens meanwhile', () => {
  /** A DSP that lets `then` begin while it is looking, and answers when that has to wait for the look. */
  function lookingWhile(held: boolean, then: () => Promise<unknown>) {
    let begun: Promise<unknown> | undefined;
    const { dsp } = acceptingDsp(() => held, {
      verify: async () => {
        begun ??= then();
        await vi.waitFor(
          async () =>
            expect(
              await on.test
                .sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
            ).toHaveLength(1),
          { interval: 5 },
        );
        return { kind: 'ok', held };
      },
    });
    return { dsp, begun: () => begun };
  }

  it('a withdrawal before the look ends it: the fan’s library is not looked into', async () => {
    const { id, passes } = await released(2);
    const { dsp, looks } = acceptingDsp(() => true);
    await run(dsp);
    await withdraw(passes[0] ?? '', on.open.db);
    await wait();
    await run(dsp);
    expect([await statesOf(on.test), await grants(), looks]).toEqual([
      { saved: 1, withdrawn: 1 },
      0,
      ['token of fan1'],
    ]);
    await explained(id);
  });

  it.each([true, false])(
    'a withdrawal waits for a look that is under way, and holds whatever it finds: %s',
    async held => {
      const { id, passes } = await released(1);
      const { dsp, begun } = lookingWhile(held, () => withdraw(passes[0] ?? '', on.open.db));
      await run(dsp);
      await wait();
      await run(dsp);
      expect(await begun()).toEqual({ kind: 'withdrawn' });
      expect([await statesOf(on.test), await grants()]).toEqual([{ withdrawn: 1 }, 0]);
      expect(await on.test.sql`select saved_at, zone, account_key from presaves`).toEqual([
        { saved_at: null, zone: null, account_key: null },
      ]);
      await explained(id);
    },
  );

  it('a fan who is heard to be withdrawing is not looked for', async () => {
    await released(2);
    const { dsp, looks } = acceptingDsp(() => true);
    await run(dsp);
    await wait();
    const [fan] = await on.test.sql<{ id: string }[]>`select id from presaves where account_key = 'key of fan0'`;
    const bulletin = { onShut: () => () => undefined, isWithdrawing: (one: string) => one === fan?.id };
    await drain(testContext(on.open.db, dsp, { bulletin }), { budgetMs: 20_000 });
    expect(looks).toEqual(['token of fan1']);
  });

  it('a later date takes what was accepted along: it is not shown as saved', async () => {
    const { id, slug } = await released(3);
    const { dsp, saved } = acceptingDsp(() => false);
    await run(dsp);
    const moved = await moveRelease(on.open.db, slug, {
      mode: 'instant',
      at: (await databaseTime(on.test)) + 5 * 86_400_000,
    });
    expect(moved).toMatchObject({ kind: 'moved', held: 3, stopped: 3 });
    await wait();
    await run(dsp);
    expect([await statesOf(on.test), await grants(), saved.length]).toEqual([{ held: 3 }, 3, 3]);
    expect(await on.test.sql`select distinct reason, looks, readiness, saved_at from presaves`).toEqual([
      { reason: 'release_moved', looks: 0, readiness: 0, saved_at: null },
    ]);
    expect(await steps()).toContain('accepted held release_moved');
    await explained(id);
  });

  it('a later date waits for a look that is under way', async () => {
    const { id, slug } = await released(1);
    const at = (await databaseTime(on.test)) + 86_400_000;
    const { dsp, begun } = lookingWhile(false, () => moveRelease(on.open.db, slug, { mode: 'instant', at }));
    await run(dsp);
    await wait();
    await run(dsp);
    expect(await begun()).toMatchObject({ held: 1 });
    expect([await statesOf(on.test), await grants()]).toEqual([{ held: 1 }, 1]);
    await explained(id);
  });

  it('a fan who consents again is added again, and looked for from the beginning', async () => {
    const { id } = await released(1);
    const { dsp, saved } = acceptingDsp(() => false);
    await run(dsp);
    await on.test.sql`update presaves set looks = 23`;
    await fansOn(on.open.db, id, names(1));
    expect(await on.test.sql`select state, reason, looks from presaves`).toEqual([
      { state: 'held', reason: 'consented_again', looks: 0 },
    ]);
    await run(dsp);
    expect([await statesOf(on.test), saved.length]).toEqual([{ accepted: 1 }, 2]);
    await explained(id);
  });

  it('the end of the campaign ends it, and the grant with it', async () => {
    const { id, slug } = await released(1);
    const { dsp } = acceptingDsp(() => false);
    await run(dsp);
    await endCampaign(on.open.db, slug);
    await run(dsp);
    expect([await statesOf(on.test), await grants()]).toEqual([{ expired: 1 }, 0]);
    await explained(id);
  });
});
