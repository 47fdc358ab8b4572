import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DSPS, type Dsp } from './dsp';
import {
  dspOfLink,
  parseCountdownLink,
  parseServiceLink,
  parseSpotifyUri,
  spotifyUri,
  spotifyUrl,
} from './service-link';

const ID = '4aawyAB9vmqN3uQ7FjRGTy';
const LIST = 'OLAK5uy_lVTnMBFvNTLDQdIV7ZHQ0pEgCcDyLSc2w';

/** Letters of any script. fast-check's own unit for them takes a second to build. */
const anyLetter = fc.integer({ min: 0, max: 0xd7ff }).map(code => String.fromCodePoint(code));

describe('a release’s link is cleaned', () => {
  test.each<[Dsp, string, string, string[]]>([
    ['spotify', `https://open.spotify.com/album/${ID}`, `https://open.spotify.com/album/${ID}`, []],
    ['spotify', `open.spotify.com/track/${ID}`, `https://open.spotify.com/track/${ID}`, []],
    ['spotify', `http://open.spotify.com/album/${ID}/`, `https://open.spotify.com/album/${ID}`, []],
    ['spotify', `https://OPEN.Spotify.com/album/${ID}#x`, `https://open.spotify.com/album/${ID}`, []],
    [
      'spotify',
      `https://open.spotify.com/intl-de/album/${ID}`,
      `https://open.spotify.com/album/${ID}`,
      ['Removed: intl-de'],
    ],
    [
      'spotify',
      `https://open.spotify.com/embed/album/${ID}`,
      `https://open.spotify.com/album/${ID}`,
      ['Removed: embed'],
    ],
    [
      'spotify',
      `https://open.spotify.com/album/${ID}?si=a1&utm_source=x`,
      `https://open.spotify.com/album/${ID}`,
      ['Removed tracking: si, utm_source'],
    ],
    [
      'spotify',
      `https://open.spotify.com/album/${ID}?highlight=spotify:track:x`,
      `https://open.spotify.com/album/${ID}`,
      ['Removed: highlight'],
    ],
    ['spotify', `spotify:album:${ID}`, `https://open.spotify.com/album/${ID}`, []],
    ['spotify', ` spotify:track:${ID}\n`, `https://open.spotify.com/track/${ID}`, []],
    [
      'appleMusic',
      'https://music.apple.com/gb/album/night-drive/1700000001',
      'https://music.apple.com/gb/album/night-drive/1700000001',
      [],
    ],
    [
      'appleMusic',
      'https://music.apple.com/gb/album/night-drive/1700000001?i=1700000002&ls=1&app=music&at=11l',
      'https://music.apple.com/gb/album/night-drive/1700000001?i=1700000002',
      ['Removed tracking: ls, app, at'],
    ],
    [
      'appleMusic',
      'https://geo.music.apple.com/GB/album/_/1700000001?ct=x',
      'https://music.apple.com/gb/album/_/1700000001',
      ['Removed tracking: ct'],
    ],
    [
      'appleMusic',
      'https://itunes.apple.com/us/album/night-drive/id1700000001',
      'https://music.apple.com/us/album/night-drive/1700000001',
      [],
    ],
    [
      'appleMusic',
      'https://music.apple.com/us/song/night-drive/1700000002',
      'https://music.apple.com/us/song/night-drive/1700000002',
      [],
    ],
    ['appleMusic', 'https://music.apple.com/album/1700000001', 'https://music.apple.com/album/1700000001', []],
    [
      'appleMusic',
      'https://music.apple.com/jp/album/夜/1700000001?i=x',
      'https://music.apple.com/jp/album/%E5%A4%9C/1700000001',
      ['Removed: i'],
    ],
    ['deezer', 'https://www.deezer.com/us/album/302127', 'https://www.deezer.com/album/302127', []],
    [
      'deezer',
      'https://deezer.com/track/3135556?utm_campaign=x',
      'https://www.deezer.com/track/3135556',
      ['Removed tracking: utm_campaign'],
    ],
    ['tidal', 'https://tidal.com/browse/album/77646168', 'https://tidal.com/album/77646168', []],
    ['tidal', 'https://listen.tidal.com/album/77646168/track/77646169', 'https://tidal.com/track/77646169', []],
    ['tidal', 'https://tidal.com/track/77646169/u', 'https://tidal.com/track/77646169', []],
    [
      'soundcloud',
      'https://m.soundcloud.com/nova/night-drive?si=x&in=y',
      'https://soundcloud.com/nova/night-drive',
      ['Removed tracking: si', 'Removed: in'],
    ],
    ['soundcloud', 'https://soundcloud.com/nova/sets/first-light', 'https://soundcloud.com/nova/sets/first-light', []],
    [
      'soundcloud',
      'https://soundcloud.com/nova/night-drive/s-AbC123',
      'https://soundcloud.com/nova/night-drive',
      ['Removed the private key (s-…): this page opens once the release is public.'],
    ],
    [
      'youtubeMusic',
      'https://music.youtube.com/watch?v=dQw4w9WgXcQ&si=x',
      'https://music.youtube.com/watch?v=dQw4w9WgXcQ',
      ['Removed tracking: si'],
    ],
    [
      'youtubeMusic',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PLabc',
      'https://music.youtube.com/watch?v=dQw4w9WgXcQ',
      ['Changed to YouTube Music’s own address.', 'Removed: list'],
    ],
    [
      'youtubeMusic',
      'https://youtu.be/dQw4w9WgXcQ?feature=shared',
      'https://music.youtube.com/watch?v=dQw4w9WgXcQ',
      ['Changed to YouTube Music’s own address.', 'Removed tracking: feature'],
    ],
    [
      'youtubeMusic',
      `https://music.youtube.com/playlist?list=${LIST}`,
      `https://music.youtube.com/playlist?list=${LIST}`,
      [],
    ],
    [
      'youtubeMusic',
      'https://music.youtube.com/browse/MPREb_abcDEF12345',
      'https://music.youtube.com/browse/MPREb_abcDEF12345',
      [],
    ],
    [
      'amazonMusic',
      'https://music.amazon.co.uk/albums/B0ABCDEF12?ref=dm_sh_x',
      'https://music.amazon.co.uk/albums/B0ABCDEF12',
      ['Removed tracking: ref'],
    ],
    [
      'amazonMusic',
      'https://music.amazon.com/albums/B0ABCDEF12?trackAsin=B0ABCDEF34&do=play',
      'https://music.amazon.com/albums/B0ABCDEF12?trackAsin=B0ABCDEF34',
      ['Removed tracking: do'],
    ],
    ['amazonMusic', 'https://music.amazon.de/tracks/B0ABCDEF34', 'https://music.amazon.de/tracks/B0ABCDEF34', []],
    [
      'boomplay',
      'https://boomplay.com/songs/123?srModel=COPYLINK&srList=WEB',
      'https://www.boomplay.com/songs/123',
      ['Removed tracking: srModel, srList'],
    ],
    ['boomplay', 'https://www.boomplay.com/albums/98765', 'https://www.boomplay.com/albums/98765', []],
    ['audiomack', 'https://www.audiomack.com/nova/song/night-drive', 'https://audiomack.com/nova/song/night-drive', []],
    [
      'audiomack',
      'https://audiomack.com/album/nova/first-light?key=x',
      'https://audiomack.com/nova/album/first-light',
      ['Removed: key'],
    ],
  ])('%s: %s', (dsp, text, url, notes) => {
    expect(parseServiceLink(dsp, text)).toMatchObject({ ok: true, url, notes });
    expect(parseServiceLink(dsp, url)).toMatchObject({ ok: true, url, notes: [] });
    expect(dspOfLink(text)).toBe(dsp);
  });

  test('one that can be saved has its URI beside it', () => {
    expect(parseServiceLink('spotify', `https://open.spotify.com/track/${ID}`)).toMatchObject({
      uri: `spotify:track:${ID}`,
    });
    expect(parseServiceLink('tidal', 'https://tidal.com/browse/album/12/u')).toMatchObject({ uri: 'tidal:album:12' });
    expect(parseServiceLink('tidal', 'https://listen.tidal.com/album/12/track/7')).toMatchObject({
      uri: 'tidal:track:7',
    });
    expect(parseServiceLink('youtubeMusic', 'https://youtu.be/a1B2c3D4e5_')).toMatchObject({
      uri: 'youtube:video:a1B2c3D4e5_',
    });
    const album = `https://music.youtube.com/playlist?list=OLAK5uy_${'k'.repeat(33)}`;
    expect(parseServiceLink('youtubeMusic', album)).not.toHaveProperty('uri');
    expect(parseServiceLink('deezer', 'https://www.deezer.com/de/track/7')).toMatchObject({ uri: 'deezer:track:7' });
    const page = 'https://soundcloud.com/ada/sets/tides';
    expect(parseServiceLink('soundcloud', `${page}?si=x`)).toMatchObject({ uri: page });
    expect(parseServiceLink('audiomack', 'https://audiomack.com/ada/song/tides')).not.toHaveProperty('uri');
  });
});

describe('what is no release is refused', () => {
  test.each<[Dsp, string, string, RegExp]>([
    [
      'spotify',
      `https://open.spotify.com/playlist/${ID}`,
      'not_a_release',
      /goes to a playlist on Spotify\. Paste the link of the album or the track/,
    ],
    ['spotify', `https://open.spotify.com/artist/${ID}`, 'not_a_release', /an artist/],
    ['spotify', 'https://open.spotify.com/user/nova', 'not_a_release', /a profile/],
    ['spotify', `spotify:playlist:${ID}`, 'not_a_release', /a playlist/],
    ['spotify', 'https://open.spotify.com/', 'not_a_release', /does not name a release/],
    ['spotify', `https://open.spotify.com/album/${ID.slice(1)}`, 'not_a_release', /not whole/],
    ['spotify', `spotify:album:${ID}:x`, 'not_a_release', /not whole/],
    ['spotify', `https://open.spotify.com/prerelease/${ID}`, 'countdown', /paste it as the Countdown Page/],
    ['spotify', 'https://spotify.link/abc', 'short_link', /Open it, and paste the address it leads to/],
    ['appleMusic', 'https://music.apple.com/us/playlist/x/pl.123', 'not_a_release', /a playlist/],
    ['appleMusic', 'https://music.apple.com/us/artist/nova/123', 'not_a_release', /an artist/],
    [
      'appleMusic',
      'https://music.apple.com/us/album/night-drive',
      'not_a_release',
      /looks like https:\/\/music\.apple\.com/,
    ],
    ['deezer', 'https://www.deezer.com/en/profile/1', 'not_a_release', /a profile/],
    ['deezer', 'https://link.deezer.com/s/abc', 'short_link', /short link/],
    ['tidal', 'https://tidal.com/browse/playlist/x', 'not_a_release', /a playlist/],
    ['soundcloud', 'https://soundcloud.com/nova', 'not_a_release', /a profile/],
    ['soundcloud', 'https://soundcloud.com/nova/likes', 'not_a_release', /a profile/],
    ['soundcloud', 'https://soundcloud.com/discover/sets/x', 'not_a_release', /does not name a release/],
    ['soundcloud', 'https://on.soundcloud.com/abc', 'short_link', /short link/],
    [
      'youtubeMusic',
      'https://music.youtube.com/playlist?list=PLabcdefghijklmnopqrstuv',
      'not_a_release',
      /a playlist, not an album/,
    ],
    ['youtubeMusic', 'https://www.youtube.com/watch?list=PLabc', 'not_a_release', /does not name a release/],
    ['youtubeMusic', 'https://www.youtube.com/@nova', 'not_a_release', /a channel/],
    ['youtubeMusic', 'https://music.youtube.com/channel/UCx', 'not_a_release', /a channel/],
    ['youtubeMusic', 'https://youtu.be/short', 'not_a_release', /does not name a release/],
    ['amazonMusic', 'https://music.amazon.com/playlists/B0ABCDEF12', 'not_a_release', /a playlist/],
    ['amazonMusic', 'https://music.amazon.com/artists/B0ABCDEF12/nova', 'not_a_release', /an artist/],
    [
      'amazonMusic',
      'https://music.amazon.evil.com/albums/B0ABCDEF12',
      'wrong_service',
      /goes to music\.amazon\.evil\.com/,
    ],
    ['boomplay', 'https://www.boomplay.com/artists/12', 'not_a_release', /an artist/],
    ['audiomack', 'https://audiomack.com/nova', 'not_a_release', /a profile/],
    ['audiomack', 'https://audiomack.com/nova/playlist/x', 'not_a_release', /a playlist|does not name/],
    [
      'deezer',
      `https://open.spotify.com/album/${ID}`,
      'wrong_service',
      /This is a Spotify link: paste it under Spotify\. A Deezer link looks like/,
    ],
    ['deezer', `spotify:album:${ID}`, 'wrong_service', /This is a Spotify link/],
    ['spotify', 'https://example.org/album/1', 'wrong_service', /goes to example\.org/],
  ])('%s: %s', (dsp, text, reason, message) => {
    const result = parseServiceLink(dsp, text);
    expect(result).toMatchObject({ ok: false, reason });
    expect(result).toHaveProperty('message', expect.stringMatching(message));
  });
});

describe('what hides its host is refused', () => {
  test.each([
    [`https://nova@open.spotify.com/album/${ID}`, 'unsafe'],
    [`https://open.spotify.com@evil.example/album/${ID}`, 'unsafe'],
    [`https://evil.example\\@open.spotify.com/album/${ID}`, 'unsafe'],
    [`https://open.spotify.com:8443/album/${ID}`, 'unsafe'],
    [`open.spotify.com:443/album/${ID}`, 'unsafe'],
    [`https://open.spotify.com./album/${ID}`, 'unsafe'],
    [`https://ореn.spotify.com/album/${ID}`, 'unsafe'],
    [`https://ｏpen.spotify.com/album/${ID}`, 'unsafe'],
    [`https://open.xn--sptify-zxa.com/album/${ID}`, 'unsafe'],
    [`https://open%2Espotify.com/album/${ID}`, 'unsafe'],
    [`https://open.spo\ttify.com/album/${ID}`, 'unsafe'],
    [`https://open.spotify.com/\u202ealbum/${ID}`, 'unsafe'],
    [`https://open.spotify.com/al bum/${ID}`, 'unsafe'],
    ['javascript:alert(1)', 'unsafe'],
    ['java\nscript:alert(1)', 'unsafe'],
    ['data:text/html,x', 'unsafe'],
    [`ftp://open.spotify.com/album/${ID}`, 'unsafe'],
    [`https:open.spotify.com/album/${ID}`, 'not_a_link'],
    [`https:///open.spotify.com/album/${ID}`, 'not_a_link'],
    [`https://open.spotify.com.evil.example/album/${ID}`, 'wrong_service'],
    [`https://evil.example/?https://open.spotify.com/album/${ID}`, 'wrong_service'],
    ['https://127.0.0.1/album/1', 'wrong_service'],
    ['https://0x7f.1/album/1', 'wrong_service'],
    ['http://localhost/album/1', 'not_a_link'],
    ['Night Drive', 'not_a_link'],
    ['', 'not_a_link'],
    [`https://open.spotify.com/album/${ID}?${'x'.repeat(2000)}`, 'not_a_link'],
  ])('%s', (text, reason) => {
    const result = parseServiceLink('spotify', text);
    expect(result).toMatchObject({ ok: false, reason });
    expect(result).toHaveProperty('message', expect.stringMatching(/\S/));
  });
});

test('whatever is pasted, what comes out is a clean https link of that service', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'https://',
      'http:',
      '//',
      '/',
      '@',
      '?',
      '#',
      '\\',
      '.',
      'album',
      'track',
      ID,
      'sets',
      '%2f',
      '..',
      'watch?v=',
      '1',
      'user',
      '"><script>',
    ),
    fc.constantFrom(
      'open.spotify.com',
      'music.apple.com/us',
      'www.deezer.com',
      'soundcloud.com',
      'youtu.be',
      'audiomack.com',
      'tidal.com',
    ),
    fc.string({ unit: anyLetter, maxLength: 5 }),
  );
  const whole = fc.constantFrom(
    `https://open.spotify.com/album/${ID}`,
    'https://music.apple.com/us/album/x/1?i=2',
    'https://www.deezer.com/album/1',
    'https://soundcloud.com/nova/sets/x',
    'https://youtu.be/dQw4w9WgXcQ',
    'https://audiomack.com/nova/song/x',
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 9 }).map(parts => parts.join('')),
    fc.tuple(whole, piece, fc.nat(60)).map(([link, more, at]) => link.slice(0, at) + more + link.slice(at)),
  );
  fc.assert(
    fc.property(fc.constantFrom(...DSPS), text, (other, pasted) => {
      const dsp = dspOfLink(pasted) ?? other;
      const link = parseServiceLink(dsp, pasted);
      const url = link.ok ? link.url : spotifyUrl({ type: 'album', id: ID });
      expect(url).toMatch(/^https:\/\/[a-z.]+\/[\w/%.~!$'()*+,?=-]+$/);
      expect(new URL(url).href).toBe(url);
      expect(dspOfLink(url)).toBe(link.ok ? dsp : 'spotify');
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['https://on.soundcloud.com/x', 'soundcloud'],
  ['https://www.youtube.com/@nova', 'youtubeMusic'],
  [`spotify:prerelease:${ID}`, 'spotify'],
  ['https://lnk.to/nova', null],
  ['Spotify', null],
])('the service of %s is %s, by its host', (text, dsp) => {
  expect(dspOfLink(text)).toBe(dsp);
});

describe('a Countdown Page', () => {
  const url = `https://open.spotify.com/prerelease/${ID}`;

  test.each([
    [url, []],
    [`https://open.spotify.com/intl-pt/prerelease/${ID}?si=x`, ['Removed: intl-pt', 'Removed tracking: si']],
    [`spotify:prerelease:${ID}`, []],
  ])('%s', (text, notes) => {
    expect(parseCountdownLink(text)).toEqual({ ok: true, url, notes });
  });

  test.each([
    [`https://open.spotify.com/album/${ID}`, 'not_a_release'],
    ['https://open.spotify.com/prerelease/short', 'countdown'],
    ['https://music.apple.com/us/album/x/1', 'wrong_service'],
    ['https://spotify.link/x', 'short_link'],
  ])('%s is none', (text, reason) => {
    expect(parseCountdownLink(text)).toMatchObject({ ok: false, reason });
  });
});

test.each([
  [`spotify:album:${ID}`, { type: 'album', id: ID }],
  [`spotify:track:${ID}`, { type: 'track', id: ID }],
  [`spotify:prerelease:${ID}`, null],
  [`spotify:playlist:${ID}`, null],
  [`spotify:album:${ID}x`, null],
  ['spotify:album:', null],
  [`https://open.spotify.com/album/${ID}`, null],
])('as a Spotify URI, %s', (text, release) => {
  expect(parseSpotifyUri(text)).toEqual(release);
});

test('a Spotify URI and its link lead to each other', () => {
  for (const type of ['album', 'track'] as const) {
    const release = { type, id: ID };
    expect(parseSpotifyUri(spotifyUri(release))).toEqual(release);
    expect(parseServiceLink('spotify', spotifyUrl(release))).toMatchObject({ uri: spotifyUri(release) });
    expect(parseServiceLink('spotify', spotifyUri(release))).toMatchObject({ url: spotifyUrl(release) });
  }
});
