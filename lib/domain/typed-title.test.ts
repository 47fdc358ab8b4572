import { expect, test } from 'vitest';
import { isSameTitle } from './typed-title';

test.each([
  ['Glass Harbour', 'Glass Harbour', true],
  [' glass  harbour ', 'Glass Harbour', true],
  ['Don’t go', "Don't Go", true],
  ['ليل', 'ليل', true],
  ['Glass Harbor', 'Glass Harbour', false],
  ['', 'Glass Harbour', false],
])('“%s” for “%s”: %s', (typed, title, same) => {
  expect(isSameTitle(typed, title)).toBe(same);
});
