import { expect, it } from 'vitest';
import { NOTICE_KINDS, noticeWords } from './notices';

const openings = [{ dsp: 'spotify', words: 'Pre-saving on Spotify opens on 14 June' }] as const;

it('every notice says that nothing was kept or saved', () => {
  for (const kind of NOTICE_KINDS)
    for (const open of [openings, []]) {
      const { title, body } = noticeWords({ kind }, open);
      expect(`${title} ${body}`, kind).toMatch(/nothing (was|is) (kept|saved)/i);
    }
});

it('says from when on a pre-save is taken, until it is', () => {
  expect(noticeWords({ kind: 'not-yet' }, openings).body).toMatch(/^Pre-saving on Spotify opens on 14 June\. /);
  expect(noticeWords({ kind: 'not-yet' }, []).title).toBe('The wait is over.');
});
