import { beforeEach, describe, expect, it } from 'vitest';
import type { SpotifyDsp } from './adapter';
import { ALBUM, START, UPC } from './fixtures';
import { APP, HOUR, sandboxStage, TOKEN_ROUTE, URI } from './sandbox/fixtures';

// The catalogue's documented answers, given by the sandbox that speaks Spotify's wire format.

const byUri = { uri: URI, upc: null, isrcs: [] };
const byUpc = { uri: null, upc: UPC, isrcs: [] };
const { time, sandbox, adapter, release, fault, refuse } = sandboxStage();
let dsp: SpotifyDsp;
beforeEach(() => {
  dsp = adapter();
});

describe('probe', () => {
  const found = { uri: URI, url: `https://open.spotify.com/album/${ALBUM}`, artist: 'Ada Maren', title: 'Tides' };
  const live = { kind: 'ok', live: true, release: found };

  it('opens each market at its own moment', async () => {
    await release({ availableAt: { NZ: START, default: START + 13 * HOUR } });
    const notFound = { kind: 'ok', live: false, reason: 'not_found' };
    expect(await dsp.probe(byUri, 'NZ')).toEqual(live);
    expect(await dsp.probe(byUri, 'GB')).toEqual(notFound);
    time.now += 13 * HOUR;
    expect(await dsp.probe(byUri, 'GB')).toEqual(live);
  });

  it.each([
    ['uri', { ...byUri, upc: UPC }, 1],
    ['upc', byUpc, 2],
  ] as const)('finds by %s', async (_by, key, calls) => {
    await release({ upc: UPC });
    expect(await dsp.probe(key, 'GB')).toEqual(live);
    expect(await sandbox().calls({ route: '/api/v1/' })).toHaveLength(calls);
  });

  it('finds a UPC that Spotify lists with 14 digits only', async () => {
    await release({ upc: UPC, onlyPaddedUpcMatches: true });
    expect(await dsp.probe(byUpc, 'GB')).toEqual(live);
  });

  it('finds one ISRC as its track and several as their album', async () => {
    const isrcs = ['QZES62412345', 'QZES62412346'];
    const { trackIds } = await release({ isrcs });
    const single = '9'.repeat(22);
    await release({ id: single, type: 'single', name: 'Tides, part 1', isrcs: isrcs.slice(0, 1) });
    const ask = (codes: string[]) => dsp.probe({ uri: null, upc: null, isrcs: codes }, 'GB');
    expect(await ask(isrcs.slice(1))).toMatchObject({ live: true, release: { uri: `spotify:track:${trackIds[1]}` } });
    expect(await ask(isrcs)).toEqual(live);
  });

  it('offers all that share a code', async () => {
    const other = '9'.repeat(22);
    await release({ upc: UPC });
    await release({ id: other, name: 'Tides (Clean)', upc: UPC });
    const answer = await dsp.find(byUpc, 'GB');
    expect(answer.kind === 'ok' && answer.candidates.map(c => c.uri).toSorted()).toEqual([
      URI,
      `spotify:album:${other}`,
    ]);
    expect(await dsp.find({ ...byUpc, upc: '036000291452' }, 'GB')).toEqual({ kind: 'ok', candidates: [] });
  });

  it('renews the app’s token after its hour, and after Spotify forgot it', async () => {
    await release();
    await dsp.probe(byUri, 'GB');
    time.now += HOUR;
    expect(await dsp.probe(byUri, 'GB')).toEqual(live);
    expect(await sandbox().calls({ route: TOKEN_ROUTE })).toHaveLength(2);
    await refuse('^GET /api/v1/albums/', 401);
    expect(await dsp.probe(byUri, 'GB')).toEqual(live);
    expect(await sandbox().calls({ route: TOKEN_ROUTE })).toHaveLength(3);
  });

  it('passes stops and outages on', async () => {
    await release();
    await dsp.probe(byUri, 'GB');
    await fault('^GET /api/v1/albums/', { kind: 'truncate' });
    expect(await dsp.probe(byUri, 'GB')).toMatchObject({ kind: 'unavailable' });
    await sandbox().setLimit({ client: APP.id, limit: 0, quotaExceeded: true });
    expect(await dsp.probe(byUri, 'GB')).toEqual({ kind: 'quota_exceeded', retryAfterMs: 30_000 });
  });
});
