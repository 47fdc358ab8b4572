import { expect, it } from 'vitest';
import type { MoveView } from './move-view';
import { expiringSentence, moveSentences } from './move-words';

const view = (change: Partial<MoveView> = {}): MoveView => ({
  now: 0,
  to: '2026-12-18',
  words: 'Friday, 18 December 2026',
  waiting: 0,
  underWay: 0,
  saved: 0,
  reconnect: 0,
  calendars: 0,
  expiring: 0,
  expiringBefore: 0,
  groups: [],
  page: null,
  ...change,
});

it('says what moves, what stops and what stays', () => {
  expect(moveSentences(view())[0]).toBe('No pre-save is waiting, so only the page moves.');
  const all = moveSentences(
    view({ waiting: 1_200, underWay: 1, saved: 2, reconnect: 3, calendars: 4, page: 'opens_again' }),
  );
  expect(all).toEqual([
    '1,200 waiting pre-saves move along. No fan has to do anything.',
    '1 of them is being saved or looked for right now: that stops first.',
    '2 fans have it in the library already. Nobody takes it back.',
    '3 fans who must reconnect can still do so: their pass shows the new date.',
    'The page goes back to pre-saving at once, with the new date, and so does the share picture.',
    '4 calendar entries were taken. Calendars that follow the page move within hours; an entry that was saved as a file stays where it is.',
  ]);
  expect(moveSentences(view({ page: 'turns_over' })).join(' ')).toContain('listening page at once');
});

it('says what is lost, against what is lost anyway', () => {
  expect(expiringSentence(view())).toBeNull();
  expect(expiringSentence(view({ expiring: 5 }))).toMatch(/^5 permissions run out before the new date/);
  expect(expiringSentence(view({ expiring: 5, expiringBefore: 2 }))).toMatch(/That is 3 more than now\.$/);
  expect(expiringSentence(view({ expiring: 2, expiringBefore: 2 }))).toMatch(/no more than now\.$/);
});
