import { isSoundcloudLink, parseSoundcloudUrn, type SoundcloudRelease } from '../../domain/service-link-soundcloud';
import { isAhead } from '../spotify/catalogue';
import type { Answer, CallOutcome } from '../http';
import { isYes, readJson, unavailable } from '../oauth/answer';
import type { AppToken } from '../oauth/token';
import type { Availability, Outcome, ReleaseKey } from '../types';
import { releaseSchema } from './api-types';
import type { SoundcloudClient } from './client';
import { soundcloudFailure } from './mapper';

type Resolved = Outcome<{ release: SoundcloudRelease | null }>;

const NOT_FOUND: Availability = { kind: 'ok', live: false, reason: 'not_found' };

/**
 * Whether a release is out, by its URN or by the link the artist gave: SoundCloud finds nothing by UPC or ISRC, and tells no
 * markets. Before it is public its page resolves to a 404. `access` speaks of the caller's own country and is not read.
 */
export function soundcloudLookup(client: SoundcloudClient, app: AppToken, now: () => number) {
  return async ({ uri }: ReleaseKey, _market: string, signal?: AbortSignal): Promise<Availability> => {
    if (uri === null) return NOT_FOUND;
    const named = parseSoundcloudUrn(uri);
    if (!named && !isSoundcloudLink(uri)) return { kind: 'refused', detail: 'not a URN or link of SoundCloud' };
    const resolved: Resolved = named ? { kind: 'ok', release: named } : await resolve(uri);
    if (resolved.kind !== 'ok') return resolved.kind === 'not_live' ? NOT_FOUND : resolved;
    const { release } = resolved;
    if (!release) return { kind: 'refused', detail: 'the link leads to no track or set' };

    const answer = await asApp(token => client.release(release.type, release.urn, token, signal));
    if ('failure' in answer) return answer.failure.kind === 'not_live' ? NOT_FOUND : answer.failure;
    const read = readJson(releaseSchema, answer.text);
    if (!read) return unavailable('unreadable answer');
    if (isAhead(read.date, now())) return { kind: 'ok', live: false, reason: 'not_in_market' };
    const url =
      [read.permalink_url?.split('?')[0], uri].find(link => link && isSoundcloudLink(link)) ?? 'https://soundcloud.com';
    return {
      kind: 'ok',
      live: true,
      release: { uri: release.urn, url, artist: read.user.username, title: read.title },
    };

    async function resolve(page: string): Promise<Resolved> {
      const found = await asApp(token => client.resolve(page, token, signal));
      if ('failure' in found) return found.failure;
      return { kind: 'ok', release: targetOf(found.headers.get('location')) };
    }
  };

  /** Asks with the app's token, once more with a new one when that was refused. */
  async function asApp(ask: (token: string) => Promise<CallOutcome>) {
    for (let again = false; ; again = true) {
      const held = await app.get();
      if (held.kind !== 'ok') return { failure: held };
      const answer = await ask(held.token);
      if (isYes(answer, [200, 302])) return answer satisfies Answer;
      const failure = soundcloudFailure(answer, now());
      if (failure.kind !== 'access_expired') return { failure };
      app.drop(held.token);
      // No fan's token: what is refused twice is the app's, and the operator's to mend.
      if (again) return { failure: unavailable('the app’s token was refused') };
    }
  }
}

/** The track or set that a redirect of `/resolve` leads to; the id in it is a URN, or the bare number of older answers. */
function targetOf(location: string | null): SoundcloudRelease | null {
  if (location === null || !URL.canParse(location)) return null;
  const [, type, id] =
    /\/(tracks|playlists)\/(?:soundcloud(?::|%3A)\w+(?::|%3A))?(\d{1,20})$/i.exec(new URL(location).pathname) ?? [];
  return id === undefined ? null : parseSoundcloudUrn(`soundcloud:${type}:${id}`);
}
