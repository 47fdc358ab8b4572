import { describe, expect, it } from 'vitest';
import { clipped, verdictWords, worstFirst, type Finding, type FindingState } from './preflight';

const run = (...states: FindingState[]): Finding[] =>
  states.map((state, i) => ({ id: `${i}`, title: '', state, found: '', fanSees: null, mend: null }));

describe('verdictWords', () => {
  it.each([
    [run('ok', 'ok'), 'All is well.'],
    [run('ok', 'skipped'), 'All that could be tried is well. 1 check could not be tried from here.'],
    [run('ok', 'warn', 'skipped'), 'Nothing fails. 1 check is worth a look.'],
    [run('fail', 'ok'), '1 check fails.'],
    [run('fail', 'fail', 'warn', 'warn'), '2 checks fail, and 2 are worth a look.'],
  ])('never says well of what was not tried', (findings, words) => {
    expect(verdictWords(findings)).toBe(words);
  });
});

it('puts what is wrong first and keeps the order otherwise', () => {
  expect(worstFirst(run('ok', 'skipped', 'fail', 'ok', 'warn', 'fail')).map(({ id }) => id)).toEqual([
    '2',
    '5',
    '4',
    '1',
    '0',
    '3',
  ]);
});

describe('clipped', () => {
  it('cuts between letters, and only what is too long', () => {
    expect(clipped('Glass Harbour', 13)).toBe('Glass Harbour');
    expect(clipped('Glass Harbour', 7)).toBe('Glass…');
    expect(clipped('🎹🎹🎹', 2)).toBe('🎹…');
  });
});
