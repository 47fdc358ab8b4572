import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Db } from '../db';
import type { Batch, Place } from './buffer';
import { Writer } from './writer';

const PLACE: Place = {
  slug: 'night-drive',
  at: 0,
  channel: '',
  country: 'DE',
  device: 'phone',
  app: 'browser',
  dsp: '',
  way: '',
};

const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });

/** A writer onto `write`, and what it was given. */
function writerOnto(write: (batch: Batch) => Promise<void>) {
  const batches: Batch[] = [];
  const writer = new Writer(
    undefined as unknown as Db,
    () => 0,
    async (_, batch) => {
      batches.push(structuredClone(batch));
      await write(batch);
    },
  );
  const views = () => batches.map(({ tallies, lost }) => [tallies.reduce((sum, t) => sum + t.views, 0), lost]);
  return { writer, batches, views, view: () => writer.add(PLACE, 'views', null) };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('Writer', () => {
  it('writes what has gathered in a second as one batch', async () => {
    const { writer, view, views } = writerOnto(async () => undefined);
    for (let i = 0; i < 500; i++) view();
    await vi.advanceTimersByTimeAsync(999);
    expect(views()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await writer.written();
    expect(views()).toEqual([[500, 0]]);
  });

  it('does not wait for the second when much has gathered', async () => {
    const { writer, batches } = writerOnto(async () => undefined);
    for (let i = 0; i < 5_001; i++) writer.add({ ...PLACE, channel: `c${i}` }, 'views', null);
    await vi.advanceTimersByTimeAsync(0);
    expect(batches).toHaveLength(1);
  });

  it('says of an event that came during a write that it is written when it is', async () => {
    const writing: (() => void)[] = [];
    const { writer, view, views } = writerOnto(() => new Promise(resolve => writing.push(resolve)));
    view();
    await vi.advanceTimersByTimeAsync(1_000);
    view();
    let done = false;
    void writer.written().then(() => (done = true));
    writing[0]?.();
    await vi.advanceTimersByTimeAsync(500);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(500);
    writing[1]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect([done, views()]).toEqual([
      true,
      [
        [1, 0],
        [1, 0],
      ],
    ]);
  });

  it('keeps events while the database is away, and asks it ever more rarely', async () => {
    let isAway = true;
    const { view, views } = writerOnto(async () => {
      if (isAway) throw away;
    });
    view();
    await vi.advanceTimersByTimeAsync(60_000);
    const tries = views().length;
    expect(tries).toBeGreaterThan(3);
    expect(tries).toBeLessThan(8);
    isAway = false;
    view();
    await vi.advanceTimersByTimeAsync(31_000);
    expect(views().at(-1)).toEqual([2, 0]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(views()).toHaveLength(tries + 1);
  });

  it('a batch the database refuses is lost, counted as that, and holds nothing up', async () => {
    let refusals = 1;
    const { view, views } = writerOnto(async () => {
      if (refusals-- > 0) throw new Error('refused');
    });
    view();
    view();
    await vi.advanceTimersByTimeAsync(1_000);
    view();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(views()).toEqual([
      [2, 0],
      [1, 2],
    ]);
  });
});
