import { afterEach, describe, expect, it } from 'vitest';
import { ALBUM, albumJson, type Replies, scriptedSpotify, TOKEN, TRACK, trackJson, UPC } from './fixtures';

// How a release is found: what is asked of the catalogue, with which token, and which of several answers counts.

const SEARCH = 'GET /api/v1/search';
const GET_ALBUM = `GET /api/v1/albums/${ALBUM}`;
const byUri = { uri: `spotify:album:${ALBUM}`, upc: null, isrcs: [] };
const byUpc = { uri: null, upc: UPC, isrcs: [] };

let closing: (() => Promise<void>) | undefined;
afterEach(() => closing?.());

async function spotify(replies: Replies) {
  const scripted = await scriptedSpotify(replies);
  closing = scripted.close;
  return scripted;
}

describe('the app’s token', () => {
  it('is asked for once by all who want it, used until a minute before its end, then renewed', async () => {
    const { dsp, time, routes } = await spotify({ [GET_ALBUM]: () => ({ json: albumJson() }) });
    const tokens = () => routes().filter(route => route === TOKEN).length;
    await Promise.all(['GB', 'US', 'NZ'].map(market => dsp.probe(byUri, market)));
    time.now += 3_600_000 - 60_001;
    await dsp.probe(byUri, 'GB');
    expect(tokens()).toBe(1);
    time.now += 1;
    await dsp.probe(byUri, 'GB');
    expect(tokens()).toBe(2);
  });

  it('is renewed once when it is refused, and not for ever', async () => {
    let given = 0;
    const { dsp, routes } = await spotify({
      [TOKEN]: () => ({ json: { access_token: `app${(given += 1)}`, expires_in: 3600 } }),
      [GET_ALBUM]: ({ headers }) => (headers.authorization === 'Bearer app2' ? { json: albumJson() } : { status: 401 }),
    });
    expect(await dsp.probe(byUri, 'GB')).toMatchObject({ kind: 'ok', live: true });
    expect(routes()).toEqual([TOKEN, GET_ALBUM, TOKEN, GET_ALBUM]);

    const broken = await spotify({ [GET_ALBUM]: () => ({ status: 401 }) });
    expect(await broken.dsp.probe(byUri, 'GB')).toMatchObject({ kind: 'unavailable' });
    expect(broken.routes()).toHaveLength(4);
    await broken.close();
  });

  it('is replaced once when many calls are refused with it at the same time', async () => {
    let given = 0;
    const { dsp } = await spotify({
      [TOKEN]: () => ({ json: { access_token: `app${(given += 1)}`, expires_in: 3600 } }),
      [GET_ALBUM]: ({ headers }) => (headers.authorization === 'Bearer app1' ? { status: 401 } : { json: albumJson() }),
    });
    const answers = await Promise.all(['GB', 'US', 'NZ', 'DE'].map(market => dsp.probe(byUri, market)));
    expect(answers.every(answer => answer.kind === 'ok')).toBe(true);
    expect(given).toBe(2);
  });

  it('blames no grant when it cannot be had, and does not remember the failure', async () => {
    let error: string | null = 'invalid_grant';
    const { dsp } = await spotify({
      [TOKEN]: () => (error ? { status: 400, json: { error } } : { json: { access_token: 'app', expires_in: 60 } }),
      [GET_ALBUM]: () => ({ json: albumJson() }),
    });
    expect(await dsp.probe(byUri, 'GB')).toEqual({ kind: 'unavailable', detail: 'invalid_grant' });
    error = null;
    expect(await dsp.probe(byUri, 'GB')).toMatchObject({ kind: 'ok', live: true });
  });
});

describe('probe', () => {
  it('tries the UPC as typed and in every padding until one is known', async () => {
    const { dsp, asked } = await spotify({
      [SEARCH]: ({ query }) => ({ json: { albums: { items: query['q'] === `upc:00${UPC}` ? [{ id: ALBUM }] : [] } } }),
      [GET_ALBUM]: () => ({ json: albumJson(ALBUM, { external_ids: { upc: `00${UPC}` } }) }),
    });
    expect(await dsp.probe(byUpc, 'GB')).toMatchObject({ live: true, release: { uri: byUri.uri, title: 'Tides' } });
    const searches = asked.filter(one => one.route === SEARCH).map(one => one.query);
    expect(searches.map(query => query['q'])).toEqual([`upc:${UPC}`, `upc:0${UPC}`, `upc:00${UPC}`]);
    expect(searches[0]).toMatchObject({ type: 'album', market: 'GB', limit: '10' });
  });

  it('passes over albums of another code and takes the variant that is out', async () => {
    const other = '3'.repeat(22);
    const held = '4'.repeat(22);
    const { dsp } = await spotify({
      [SEARCH]: () => ({ json: { albums: { items: [{ id: other }, null, { id: held }, { id: ALBUM }] } } }),
      [`GET /api/v1/albums/${other}`]: () => ({ json: albumJson(other, { external_ids: { upc: '036000291452' } }) }),
      [`GET /api/v1/albums/${held}`]: () => ({ json: albumJson(held, { restrictions: { reason: 'market' } }) }),
      [GET_ALBUM]: () => ({ json: albumJson() }),
    });
    expect(await dsp.probe(byUpc, 'GB')).toMatchObject({ live: true, release: { uri: byUri.uri } });
    const found = await dsp.find(byUpc, 'GB');
    expect(found.kind === 'ok' && found.candidates.map(c => c.uri)).toEqual([`spotify:album:${held}`, byUri.uri]);
  });

  it('takes one ISRC for the track and several for the album they share', async () => {
    const single = '5'.repeat(22);
    const { dsp } = await spotify({
      [SEARCH]: ({ query }) => {
        const onSingle = trackJson('6'.repeat(22), { album: albumJson(single) });
        return {
          json: { tracks: { items: query['q'] === 'isrc:QZES62412345' ? [onSingle, trackJson()] : [trackJson()] } },
        };
      },
      [GET_ALBUM]: () => ({ json: albumJson() }),
      [`GET /api/v1/albums/${single}`]: () => ({ json: albumJson(single, { name: 'Tide' }) }),
    });
    const ask = (...isrcs: string[]) => dsp.probe({ uri: null, upc: null, isrcs }, 'GB');
    expect(await ask('QZES62412346')).toMatchObject({ live: true, release: { uri: `spotify:track:${TRACK}` } });
    expect(await ask('QZES62412345', 'QZES62412346')).toMatchObject({ live: true, release: { uri: byUri.uri } });
  });

  it('passes over tracks of another ISRC', async () => {
    const near = trackJson('8'.repeat(22), { external_ids: { isrc: 'QZES62412399' } });
    const { dsp } = await spotify({ [SEARCH]: () => ({ json: { tracks: { items: [near, trackJson()] } } }) });
    const answer = await dsp.probe({ uri: null, upc: null, isrcs: ['QZES62412345'] }, 'GB');
    expect(answer).toMatchObject({ live: true, release: { uri: `spotify:track:${TRACK}` } });
  });

  it('saves the track that was named, not the market’s twin of it', async () => {
    const { dsp } = await spotify({ [`GET /api/v1/tracks/${TRACK}`]: () => ({ json: trackJson('7'.repeat(22)) }) });
    const answer = await dsp.probe({ uri: `spotify:track:${TRACK}`, upc: null, isrcs: [] }, 'GB');
    expect(answer).toMatchObject({ live: true, release: { uri: `spotify:track:${TRACK}` } });
  });

  it('waits while the catalogue shows the release with a date ahead', async () => {
    const { dsp, time } = await spotify({
      [GET_ALBUM]: () => ({ json: albumJson(ALBUM, { release_date: '2026-11-24' }) }),
    });
    expect(await dsp.probe(byUri, 'GB')).toEqual({ kind: 'ok', live: false, reason: 'not_in_market' });
    time.now = Date.UTC(2026, 10, 24);
    expect(await dsp.probe(byUri, 'GB')).toMatchObject({ live: true });
  });

  it('refuses what names nothing to look for', async () => {
    const { dsp, asked } = await spotify({});
    for (const uri of [null, `spotify:prerelease:${ALBUM}`])
      expect(await dsp.probe({ uri, upc: null, isrcs: [] }, 'GB')).toMatchObject({ kind: 'refused' });
    expect(asked).toEqual([]);
  });
});
