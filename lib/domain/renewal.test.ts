import { expect, it } from 'vitest';
import type { Saving } from './grant-life';
import { PRESAVE_STATES } from './presave-state';
import { renewalOf } from './renewal';

const open: Saving = { kind: 'open' };
const base = { state: 'held', reason: 'consented', need: { kind: 'none' }, saving: open } as const;

it('renews a permission that is good, and mends one that is not', () => {
  expect(renewalOf(base)).toBe('renew');
  expect(renewalOf({ ...base, state: 'needs_reconnect', need: { kind: 'lost', renew: open } })).toBe('reconnect');
  expect(renewalOf({ ...base, need: { kind: 'ends_early', renew: open } })).toBe('reconnect');
});

it('tries once more what was given up, not what the service refused', () => {
  expect(renewalOf({ ...base, state: 'refused', reason: 'attempts_exhausted' })).toBe('reconnect');
  expect(renewalOf({ ...base, state: 'refused', reason: 'dsp_refused' })).toBe('none');
});

it('offers nothing where it would not be taken, and nothing while a save is under way or over', () => {
  for (const saving of [{ kind: 'never' }, { kind: 'opens', at: 1 }] as const)
    expect(renewalOf({ ...base, saving })).toBe('none');
  const offered = PRESAVE_STATES.filter(state => renewalOf({ ...base, state }) !== 'none');
  expect(offered).toEqual(['held']);
});
