import { expect, it } from 'vitest';
import { linkedWords } from './linked-words';

it('says what was done, what was cleaned off the link, and what cannot be taken back', () => {
  expect(linkedWords('deezer', { notes: [], savedBefore: 0 })).toBe(
    'Deezer is linked. The page shows it, and a release that is due is asked for at once.',
  );
  expect(linkedWords('spotify', { notes: ['Removed tracking: si'], savedBefore: 2 })).toMatch(
    /Removed tracking: si\. 2 fans have what the old link named in their library already; that stays\.$/,
  );
});
