import { appleUri, appleUrl, type AppleRelease } from '../../domain/service-link-apple';
import type { CallOutcome } from '../http';
import { isWebPage, legible, readJson, unavailable } from '../oauth/answer';
import { parseRetryAfter } from '../retry-after';
import { isAhead } from '../spotify/catalogue';
import type { Description, Failure, Found, Told } from '../types';
import { errorsSchema, type Resource } from './api-types';

const SETTINGS = 'APPLE_TEAM_ID, APPLE_KEY_ID and APPLE_PRIVATE_KEY';

/**
 * What an answer other than yes means. Pure; `now` is epoch ms. 401 speaks of the developer token, which is ours and no fan's
 * fault; 403 of the fan's. Source: "Generating Developer Tokens" and MusicKit's own error names (400, 401, 403, 404, 429, 5xx).
 */
export function appleFailure(answer: CallOutcome, now: number): Failure {
  if (answer.kind === 'unavailable') return answer;
  const { status, text, headers } = answer;
  const [error] = readJson(errorsSchema, text)?.errors ?? [];
  const detail = [status, error?.code ?? '', legible(error?.title ?? '')].filter(Boolean).join(' ');
  if (status === 429) return { kind: 'rate_limited', retryAfterMs: parseRetryAfter(headers.get('retry-after'), now) };
  if (status >= 500 || isWebPage(answer)) return unavailable(`status ${status}`);
  switch (status) {
    case 401:
      return unavailable(`the developer token was refused (check ${SETTINGS})`);
    case 403:
      return { kind: 'access_expired' };
    case 404:
      return { kind: 'not_live' };
    case 400:
      return { kind: 'refused', detail };
    default:
      return unavailable(detail);
  }
}

function foundAs(release: Omit<AppleRelease, 'id'>, { id, attributes }: Resource): Found {
  const named = { ...release, id };
  return { uri: appleUri(named), url: appleUrl(named), artist: attributes.artistName, title: attributes.name };
}

const COVER_PX = 1200;

function toldOf(type: AppleRelease['type'], { attributes }: Resource): Told {
  const { upc, isrc, releaseDate, isSingle, artwork, name } = attributes;
  const side = String(Math.min(COVER_PX, artwork?.width ?? COVER_PX));
  return {
    // Apple writes the kind of an EP into its name, and nowhere else
    kind: type === 'song' || isSingle ? 'single' : name.endsWith(' - EP') ? 'ep' : 'album',
    upc: upc || null,
    isrcs: isrc ? [isrc] : [],
    releaseDate: releaseDate && /^\d{4}-\d{2}-\d{2}$/.test(releaseDate) ? releaseDate : null,
    artworkUrl: artwork?.url.replace('{w}', side).replace('{h}', side).replace('{f}', 'jpg') ?? null,
  };
}

/** A release as a storefront's catalogue shows it. `out`: its date has come, it is no pre-release and it can be played. */
export type Entry = { found: Found; told: Told; out: boolean };

export function entryOf(release: Omit<AppleRelease, 'id'>, resource: Resource, now: number): Entry {
  const { releaseDate, isPrerelease, playParams } = resource.attributes;
  const out = !isAhead(releaseDate, now) && isPrerelease !== true && !!playParams;
  return { found: foundAs(release, resource), told: toldOf(release.type, resource), out };
}

/** What the editor is told: Apple's " - EP" and " - Single" are no part of a title. */
export function describe({ found, told }: Entry): Description {
  return { ...found, ...told, title: found.title.replace(/ - (EP|Single)$/, '') };
}
