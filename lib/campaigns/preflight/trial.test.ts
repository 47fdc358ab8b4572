import { describe, expect, it } from 'vitest';
import type { Outcome, SavingDsp } from '../../dsp/types';
import { tryOwnAccount } from './trial';

const URI = 'spotify:album:tides';
const OK = { kind: 'ok' } as const;
const down = { kind: 'unavailable', detail: 'status 503' } as const;

type Answers = {
  refresh?: Outcome<object>;
  live?: boolean;
  save?: Outcome<object>;
  /** in the order in which the library is looked into */ holds?: Outcome<{ held: boolean }>[];
  remove?: Outcome<object>;
};

const held = (is: boolean) => ({ kind: 'ok', held: is }) as const;

/** A service that answers what it is told to, and writes down what it was asked. */
function service({ refresh = OK, live = true, save = OK, holds = [], remove = OK }: Answers) {
  const asked: string[] = [];
  const looks = [...holds];
  const saver = {
    dsp: 'spotify',
    refresh: async () =>
      refresh.kind === 'ok' ? { ...OK, access: { token: 'a', expiresAt: 1 }, rotated: null } : refresh,
    probe: async () =>
      live
        ? { ...OK, live: true, release: { uri: URI, url: '', artist: 'Ada Maren', title: 'Tides' } }
        : { ...OK, live: false, reason: 'not_found' },
    save: async () => {
      asked.push('save');
      return save.kind === 'ok' ? { ...OK, proof: 'saved' } : save;
    },
    trial: {
      holds: async () => {
        asked.push('look');
        return looks.shift() ?? held(false);
      },
      remove: async () => {
        asked.push('remove');
        return remove;
      },
    },
  } as unknown as SavingDsp;
  return { asked, run: () => tryOwnAccount(saver, URI, { refreshToken: 'r', market: 'GB' }, () => 0) };
}

describe('tryOwnAccount', () => {
  it('saves, finds, takes out and sees it gone', async () => {
    const { asked, run } = service({ holds: [held(false), held(true), held(false)] });
    expect(await run()).toEqual({ state: 'ok', found: expect.stringContaining('“Tides” by Ada Maren was saved') });
    expect(asked).toEqual(['look', 'save', 'look', 'remove', 'look']);
  });

  it('touches nothing that was there before', async () => {
    const { asked, run } = service({ holds: [held(true)] });
    expect(await run()).toMatchObject({ state: 'skipped', found: expect.stringContaining('in your library already') });
    expect(asked).toEqual(['look']);
  });

  it.each([
    [
      'a permission that cannot be renewed',
      { refresh: { kind: 'grant_rejected', detail: 'invalid_grant' } },
      'renewed',
      [],
    ],
    ['a release that is not out', { live: false }, 'not out on Spotify', []],
    ['a library that cannot be read', { holds: [down] }, 'nothing was saved', ['look']],
  ] as const)('ends before the save at %s', async (_name, answers, words, calls) => {
    const { asked, run } = service(answers as unknown as Answers);
    expect((await run()).found).toContain(words);
    expect(asked).toEqual(calls);
  });

  it('takes back a save that came to no answer, because it may have been made', async () => {
    const { asked, run } = service({ save: down, holds: [held(false), held(false)] });
    expect(await run()).toMatchObject({
      state: 'fail',
      found: '“Tides” by Ada Maren could not be saved (status 503).',
    });
    expect(asked).toEqual(['look', 'save', 'remove', 'look']);
  });

  it('says that a save was told and not made', async () => {
    const { run } = service({ holds: [held(false), held(false), held(false)] });
    expect(await run()).toMatchObject({ state: 'fail', found: expect.stringContaining('was not in your library') });
  });

  it.each([
    ['the removal fails', { remove: down, holds: [held(false), held(true)] }],
    ['it is still there', { holds: [held(false), held(true), held(true)] }],
    ['nobody can tell', { holds: [held(false), held(true), down] }],
  ])('says where to look when %s', async (_name, answers) => {
    expect(await service(answers).run()).toMatchObject({
      state: 'warn',
      found: expect.stringContaining('may still be there'),
      mend: expect.stringContaining('Take “Tides” by Ada Maren out of your library yourself'),
    });
  });

  it.each([
    [{ kind: 'not_registered' }, 'fail', 'does not let this app serve your account'],
    [{ kind: 'rate_limited', retryAfterMs: 1 }, 'warn', 'asks for patience'],
    [{ kind: 'quota_exceeded', retryAfterMs: null }, 'warn', 'asks for patience'],
  ] as const)('has words for %o', async (save, state, words) => {
    expect(await service({ save }).run()).toMatchObject({ state, found: expect.stringContaining(words) });
  });
});
