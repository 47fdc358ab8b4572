import { expect, it } from 'vitest';
import { Allowances } from './allowances';

it('holds each asker to an allowance of their own', () => {
  const allowances = new Allowances({ burst: 2, perSecond: 1 });
  const asked = ['a', 'a', 'a', 'b', 'a'].map((asker, i) => allowances.ask(asker, i));
  expect(asked).toEqual([0, 0, 1, 0, 1]);
  expect(allowances.ask('a', 1_005)).toBe(0);
});

it('remembers no more askers than it has room for', () => {
  const allowances = new Allowances({ burst: 1, perSecond: 0.001 });
  for (let i = 0; i < 100_000; i++) allowances.ask(`asker ${i}`, 0);
  expect(allowances.ask('asker 99999', 0), 'still known').toBeGreaterThan(0);
  expect(allowances.ask('asker 0', 0), 'forgotten').toBe(0);
});
