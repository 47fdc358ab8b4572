import { expect, it } from 'vitest';
import { done, IDLE, refused } from './form-answer';

it('gives back what was typed, without files and without what React sends along', () => {
  const data = new FormData();
  data.set('name', 'Night Drive');
  data.set('$ACTION_KEY', 'k');
  data.set('artwork', new File(['x'], 'cover.jpg'));
  expect(refused(IDLE, data, 'Nothing was changed.', { name: 'Too long.' })).toEqual({
    kind: 'refused',
    message: 'Nothing was changed.',
    fields: { name: 'Too long.' },
    typed: { name: 'Night Drive' },
    n: 1,
  });
});

it('tells one answer from the next', () => {
  const first = done(IDLE, 'Saved.');
  expect([first, done(first, 'Saved.')]).toMatchObject([{ n: 1 }, { n: 2 }]);
});
