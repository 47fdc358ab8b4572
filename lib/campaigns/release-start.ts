import { parseIsrc, parseUpc } from '../domain/codes';
import type { Dsp } from '../domain/dsp';
import { dspOfLink, parseServiceLink } from '../domain/service-link';

/** What an artist starts a campaign with. `uri` is null where a link names no release that the service's catalogue could be asked for. */
export type ReleaseStart =
  | { kind: 'link'; dsp: Dsp; url: string; uri: string | null; notes: string[] }
  | { kind: 'upc'; upc: string }
  | { kind: 'isrc'; isrc: string };

export type ReadStart = { ok: true; start: ReleaseStart } | { ok: false; message: string };

const looksLikeUpc = (text: string) => /^\D*(?:\d[\s-]*){11,14}$/.test(text);
const looksLikeIsrc = (text: string) => /^(isrc[\s:#-]*)?[a-z]{2}[\s-]?[a-z0-9]{3}[\s-]?\d/i.test(text);

/** Reads what was pasted: a link of one of our services, a Spotify URI, a UPC or an ISRC. `message` is for the artist. */
export function readReleaseStart(text: string): ReadStart {
  const given = text.trim();
  const dsp = dspOfLink(given);
  if (dsp) {
    const link = parseServiceLink(dsp, given);
    if (!link.ok) return { ok: false, message: link.message };
    return { ok: true, start: { kind: 'link', dsp, url: link.url, uri: link.uri ?? null, notes: link.notes } };
  }
  if (looksLikeUpc(given)) {
    const upc = parseUpc(given);
    return upc.ok ? { ok: true, start: { kind: 'upc', upc: upc.upc } } : { ok: false, message: upc.message };
  }
  if (looksLikeIsrc(given)) {
    const isrc = parseIsrc(given);
    return isrc.ok ? { ok: true, start: { kind: 'isrc', isrc: isrc.isrc } } : { ok: false, message: isrc.message };
  }
  const message = given
    ? 'This is neither a link of a music service nor a UPC or ISRC. Copy the link of the release from Spotify, Apple Music, Deezer or TIDAL, or the code from your distributor.'
    : 'Paste a link, a UPC or an ISRC first.';
  return { ok: false, message };
}
