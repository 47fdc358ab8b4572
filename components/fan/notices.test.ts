import { describe, expect, it } from 'vitest';
import { buttonsBefore, nextBest } from '@/lib/domain/buttons-before';
import type { Deployment } from '@/lib/domain/deployment';
import { DSPS } from '@/lib/domain/dsp';
import type { Full } from '@/lib/domain/places';
import type { ServiceLinks } from '@/lib/domain/saving';
import { NOTICE_KINDS, noticeWords, offersReminder, readNotice, wayOn } from './notices';
import { SERVICE_NOTICES } from './service-notices';

const nothing = { before: [], openings: [], full: [], nextBest: [] };
const openings = [{ dsp: 'spotify', words: 'Pre-saving on Spotify opens on 14 June' }] as const;
const opening = { ...nothing, openings: [...openings] };

const spotify: ServiceLinks = {
  dsp: 'spotify',
  url: 'https://open.spotify.com/album/x',
  uri: 'spotify:album:x',
  countdownUrl: null,
};
const countdown = 'https://open.spotify.com/prerelease/x';
const accounts: Full = { dsp: 'spotify', why: 'accounts', until: null };

/** What a page shows of Spotify. */
function shown(links: ServiceLinks, full: Full[] = [], deployment: Deployment = { savers: { spotify: 'listed' } }) {
  const release = { mode: 'instant', at: Date.UTC(2026, 11, 12) } as const;
  const before = buttonsBefore([links], { release, deployment, full, hasCode: false, now: Date.UTC(2026, 10, 23) });
  return {
    before: before.buttons,
    openings: before.openings,
    full: before.full,
    nextBest: [nextBest(links) ?? []].flat(),
  };
}

it('every notice says that nothing was kept or saved', () => {
  for (const kind of NOTICE_KINDS)
    for (const page of [opening, nothing]) {
      const { title, body } = noticeWords({ kind }, page);
      expect(`${title} ${body}`, kind).toMatch(/nothing (was|is) (kept|saved)/i);
    }
  for (const kind of SERVICE_NOTICES)
    for (const page of [nothing, shown(spotify), shown(spotify, [accounts])])
      expect(noticeWords({ kind, dsp: 'spotify' }, page).body, kind).toContain('Nothing was kept');
});

it('says from when on a pre-save is taken, until it is', () => {
  expect(noticeWords({ kind: 'not-yet' }, opening).body).toMatch(/^Pre-saving on Spotify opens on 14 June\. /);
  expect(noticeWords({ kind: 'not-yet' }, nothing).title).toBe('The wait is over.');
});

describe('the address of a notice', () => {
  it('names the service where it is about one', () => {
    expect(readNotice(['declined'])).toEqual({ kind: 'declined' });
    for (const dsp of DSPS) expect(readNotice(['full', dsp])).toEqual({ kind: 'full', dsp });
    expect(readNotice(['not-listed', 'tidal'])).toEqual({ kind: 'not-listed', dsp: 'tidal' });
  });

  it.each([
    [[]],
    [['nothing']],
    [['full']],
    [['full', 'napster']],
    [['declined', 'spotify']],
    [['full', 'spotify', 'x']],
  ])('is none: %j', path => {
    expect(readNotice(path)).toBeNull();
  });
});

describe('a fan whom the service does not let this app save for', () => {
  const notice = { kind: 'not-listed', dsp: 'spotify' } as const;

  it('is told which service, and what there is instead', () => {
    expect(noticeWords(notice, shown(spotify)).body).toMatch(/^Spotify lets this app .* On the day/);
    expect(wayOn(notice, shown(spotify))).toEqual({ href: spotify.url, label: 'See it on Spotify' });
    expect(noticeWords({ ...notice, dsp: 'youtubeMusic' }, nothing).body).toMatch(/^YouTube Music lets this app/);
    expect(wayOn({ ...notice, dsp: 'youtubeMusic' }, nothing)).toBeNull();
  });

  it('is sent to the service’s own pre-save where there is one', () => {
    const page = shown({ ...spotify, countdownUrl: countdown });
    expect(noticeWords(notice, page).body).toMatch(/Spotify’s own pre-save page takes everybody\.$/);
    expect(wayOn(notice, page)?.href).toBe(countdown);
    expect(offersReminder(notice)).toBe(true);
  });
});

describe('a fan who finds no place', () => {
  const notice = { kind: 'full', dsp: 'spotify' } as const;

  it('is told why, and what there is instead', () => {
    const page = shown(spotify, [accounts]);
    expect(noticeWords(notice, page)).toMatchObject({
      title: 'All places for pre-saves on Spotify are taken.',
      body: expect.stringContaining('everybody on it has pre-saved'),
    });
    expect(wayOn(notice, page)?.label).toBe('See it on Spotify');
    expect(offersReminder(notice)).toBe(true);
  });

  it('is told when there is a place again, and led nowhere else', () => {
    expect(noticeWords(notice, shown(spotify)).title).toBe('There is a place again.');
    expect(wayOn(notice, shown(spotify))).toBeNull();
  });

  it('is told that it is over once it is', () => {
    expect(noticeWords(notice, nothing).title).toBe('Pre-saving on Spotify is over.');
  });
});
