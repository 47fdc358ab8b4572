import { describe, expect, it } from 'vitest';
import { leftBehind, passHistory, type LedgerStep, type ReleaseMove } from './pass-history';
import { REASONS, TRANSITIONS } from './presave-state';

const CONSENT: LedgerStep = { at: 1, from: 'new', to: 'held', reason: 'consented' };
const claim = (at: number): LedgerStep => ({ at, from: 'held', to: 'saving', reason: 'claimed' });
const back = (at: number, reason: LedgerStep['reason']): LedgerStep => ({ at, from: 'saving', to: 'held', reason });
const moved = (at: number): ReleaseMove => ({ at, release: { mode: 'local-midnight', date: '2027-06-12' } });

const kinds = (steps: LedgerStep[], moves: ReleaseMove[] = [], cameOut: number | null = null) =>
  passHistory({ steps, moves, cameOut }).map(({ kind }) => kind);

describe('passHistory', () => {
  it('tells a save from consent to proof, and not what the worker did in between', () => {
    expect(kinds([CONSENT, claim(5), { at: 6, from: 'saving', to: 'saved', reason: 'saved' }], [], 4)).toEqual([
      'consented',
      'came_out',
      'saved',
    ]);
    const looked: LedgerStep[] = [
      { at: 6, from: 'saving', to: 'accepted', reason: 'accepted' },
      { at: 7, from: 'accepted', to: 'saved', reason: 'verified' },
    ];
    expect(kinds([CONSENT, claim(5), ...looked])).toEqual(['consented', 'accepted', 'found']);
  });

  it('says of a permission that was refused at a look what is so, and does not tell of another add', () => {
    const stays = (at: number, reason: LedgerStep['reason']): LedgerStep => ({
      at,
      from: 'accepted',
      to: 'accepted',
      reason,
    });
    const accepted: LedgerStep = { at: 6, from: 'saving', to: 'accepted', reason: 'accepted' };
    const steps = [CONSENT, claim(5), accepted, stays(7, 'grant_unconfirmed'), stays(8, 'grant_unconfirmed')];
    expect(kinds([...steps, stays(9, 'grant_confirmed')])).toEqual(['consented', 'accepted', 'tried', 'confirmed']);
    expect(passHistory({ steps, moves: [], cameOut: null }).at(-1)).toEqual({
      kind: 'tried',
      at: 8,
      why: 'doubted',
      times: 2,
    });
  });

  it('counts tries in a row once, and says why the last one was in vain', () => {
    const steps = [CONSENT, claim(5), back(6, 'dsp_unavailable'), claim(7), back(8, 'rate_limited'), claim(9)];
    expect(passHistory({ steps, moves: [], cameOut: null })[1]).toEqual({
      kind: 'tried',
      at: 8,
      why: 'busy',
      times: 2,
    });
  });

  it('says that the date moved while the fan waited, and nothing of moves before', () => {
    expect(kinds([{ ...CONSENT, at: 3 }], [moved(2), moved(4), moved(5)])).toEqual(['consented', 'moved']);
    expect(passHistory({ steps: [CONSENT], moves: [moved(4), moved(5)], cameOut: null })[1]).toMatchObject({ at: 5 });
  });

  it('does not go on after a withdrawal', () => {
    const steps: LedgerStep[] = [CONSENT, { at: 5, from: 'held', to: 'withdrawn', reason: 'fan_withdrew' }];
    expect(kinds(steps, [moved(6)], 7)).toEqual(['consented', 'withdrawn']);
  });

  it('stays short however long it took, with the consent first', () => {
    const steps = Array.from({ length: 40 }, (_, i): LedgerStep[] => [
      { at: 2 + i, from: 'held', to: 'held', reason: 'consented_again' },
      { at: 2.5 + i, from: 'held', to: 'held', reason: 'grant_confirmed' },
    ]).flat();
    const told = passHistory({ steps: [CONSENT, ...steps], moves: [], cameOut: null });
    expect([told.length, told[0]?.kind, told.at(-1)?.at]).toEqual([9, 'consented', 41.5]);
  });

  it('has an event or none, and never breaks, for every step there can be', () => {
    const all = TRANSITIONS.flatMap(([from, to]) => REASONS.map((reason): LedgerStep => ({ at: 1, from, to, reason })));
    for (const step of all)
      expect(passHistory({ steps: [step], moves: [], cameOut: null }).length).toBeLessThanOrEqual(1);
  });
});

describe('leftBehind', () => {
  const withdrawn = (from: LedgerStep['from']): LedgerStep => ({
    at: 9,
    from,
    to: 'withdrawn',
    reason: 'fan_withdrew',
  });

  it('knows what a withdrawal comes too late for', () => {
    expect(leftBehind([CONSENT, withdrawn('held')])).toBe('nothing');
    expect(leftBehind([CONSENT, claim(2), back(3, 'rate_limited'), withdrawn('held')])).toBe('nothing');
    expect(leftBehind([CONSENT, claim(2), withdrawn('saving')])).toBe('maybe');
    expect(leftBehind([CONSENT, { at: 2, from: 'held', to: 'held', reason: 'pre_added' }])).toBe('maybe');
    const saved: LedgerStep = { at: 2, from: 'saving', to: 'saved', reason: 'saved' };
    const renewed: LedgerStep = { at: 3, from: 'saved', to: 'held', reason: 'consented_again' };
    expect(leftBehind([CONSENT, saved, renewed, withdrawn('held')])).toBe('there');
  });
});
