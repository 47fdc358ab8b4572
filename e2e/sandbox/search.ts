import { apiError, json, type Answer } from './answer';
import type { ApiCall } from './api-call';
import { isOut, malformedMarket, viewOf } from './catalogue';
import { fullTrack, simpleAlbum } from './catalogue-objects';
import type { Release } from './world';

const MOST = 10;
const USUAL = 5;
const LAST_OFFSET = 1000;
const TYPES = ['album', 'artist', 'playlist', 'track', 'show', 'episode', 'audiobook'];

/** `GET /search`. Only the filters `upc:` (albums) and `isrc:` (tracks) find something; at most 10 to a page since February 2026. */
export function search(call: ApiCall): Answer {
  const { query } = call.asked;
  const q = query.get('q')?.trim();
  if (!q) return apiError(400, 'No search query');
  const types = (query.get('type') ?? '').split(',');
  if (types[0] === '') return apiError(400, 'Missing parameter type');
  if (types.some(type => !TYPES.includes(type))) return apiError(400, 'Bad search type field');
  const limit = whole(query.get('limit'), USUAL);
  const offset = whole(query.get('offset'), 0);
  if (limit < 1 || limit > MOST) return apiError(400, 'Invalid limit');
  if (offset < 0 || offset > LAST_OFFSET) return apiError(400, 'Invalid offset');
  const problem = malformedMarket(query.get('market'));
  if (problem) return problem;
  const pages = types.map(type => [`${type}s`, envelope(call, find(call, type, q), limit, offset)]);
  return json(200, Object.fromEntries(pages));
}

/** A whole number, or -1 for anything else. */
function whole(text: string | null, usual: number): number {
  if (text === null) return usual;
  return /^\d{1,6}$/.test(text) ? Number(text) : -1;
}

function find(call: ApiCall, type: string, q: string): unknown[] {
  const [, filter, code = ''] = /^(upc|isrc):\s*"?([^"\s]+)"?$/i.exec(q) ?? [];
  const out = [...call.world.releases.values()].filter(release => isOut(call, release));
  const view = viewOf(call);
  if (type === 'album' && filter === 'upc') {
    return out.filter(release => hasUpc(release, code)).map(release => simpleAlbum(release, view));
  }
  if (type !== 'track' || filter !== 'isrc') return [];
  return out.flatMap(release =>
    release.tracks.filter(t => t.isrc === code.toUpperCase()).map(t => fullTrack(release, t, view)),
  );
}

/** Spotify knows a UPC in one spelling, and for some releases that is the one with 14 digits (Harmony tries every padding for that). */
function hasUpc({ upc, onlyPaddedUpcMatches }: Release, code: string): boolean {
  return upc !== null && code === (onlyPaddedUpcMatches ? upc.padStart(14, '0') : upc);
}

function envelope({ asked }: ApiCall, found: unknown[], limit: number, offset: number) {
  const at = (from: number) => {
    const query = new URLSearchParams(asked.query);
    query.set('offset', String(from));
    query.set('limit', String(limit));
    return `${asked.origin}${asked.path}?${query.toString()}`;
  };
  return {
    href: at(offset),
    limit,
    next: offset + limit < found.length ? at(offset + limit) : null,
    offset,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    total: found.length,
    items: found.slice(offset, offset + limit),
  };
}
