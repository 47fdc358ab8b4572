import { expect, test } from 'vitest';
import { canStep, PRESAVE_STATES, REASONS, SETTLED, TRANSITIONS, type PresaveState } from './presave-state';

/** Every state that can be come to from `start`, by any number of steps. */
function reachable(start: PresaveState | 'new'): Set<PresaveState> {
  const seen = new Set<PresaveState>();
  const open: (PresaveState | 'new')[] = [start];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const to of PRESAVE_STATES) {
      if (!canStep(from, to) || seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return seen;
}

test('every state can be come to from a new pre-save', () => {
  expect([...reachable('new')].toSorted()).toEqual(PRESAVE_STATES.toSorted());
});

test('a new pre-save is held and nothing else', () => {
  expect(PRESAVE_STATES.filter(to => canStep('new', to))).toEqual(['held']);
});

test('withdrawn is the end: nothing leads out', () => {
  expect(PRESAVE_STATES.filter(to => canStep('withdrawn', to))).toEqual([]);
});

test('a fan can withdraw from every state in which something is held or known', () => {
  for (const state of PRESAVE_STATES.filter(s => s !== 'withdrawn' && s !== 'expired')) {
    expect(canStep(state, 'withdrawn'), state).toBe(true);
  }
});

test('a fan who consents again is held again, from every end but withdrawal', () => {
  for (const state of SETTLED.filter(s => s !== 'withdrawn')) expect(canStep(state, 'held'), state).toBe(true);
});

test('nothing is saved that a worker had not claimed', () => {
  const before = TRANSITIONS.filter(([, to]) => to === 'saved').map(([from]) => from);
  expect(before.toSorted()).toEqual(['accepted', 'saving']);
  const accepted = TRANSITIONS.filter(([, to]) => to === 'accepted').map(([from]) => from);
  // a permission that is refused at a look leaves an add accepted; it makes none
  expect(accepted.toSorted()).toEqual(['accepted', 'saving']);
});

test('only a lease or the wait for proof may stay unsettled after a worker: each leads to an end', () => {
  for (const state of PRESAVE_STATES.filter(s => !SETTLED.includes(s))) {
    expect(
      [...reachable(state)].some(to => SETTLED.includes(to)),
      state,
    ).toBe(true);
  }
});

test('the lists name nothing twice', () => {
  const steps = TRANSITIONS.map(step => step.join('>'));
  for (const list of [PRESAVE_STATES, REASONS, SETTLED, steps]) expect(new Set<string>(list).size).toBe(list.length);
});
