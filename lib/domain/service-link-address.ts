/** Why a link was refused. */
export type LinkFault = 'not_a_link' | 'unsafe' | 'wrong_service' | 'short_link' | 'not_a_release' | 'countdown';

export type LinkRefused = { ok: false; reason: LinkFault; message: string };
export type Address = {
  ok: true;
  /** lower case, ASCII */
  host: string;
  /** the path's segments, percent-encoded as the URL standard does, empty ones left out */
  path: string[];
  query: URLSearchParams;
};

export const refuseLink = (reason: LinkFault, message: string): LinkRefused => ({ ok: false, reason, message });

const NOT_A_LINK = 'This is not a link. Open the release on the service, tap Share, and copy the link from there.';
const odd = (what: string) => refuseLink('unsafe', `This link ${what}. Copy it again from the service itself.`);

/**
 * A pasted link, taken apart. `http` counts as `https`, and a missing scheme as `https` too. Refused is everything by which a link
 * can say one host and mean another: user names, ports, backslashes, hidden characters, letters of other scripts, a dot at the end.
 */
export function readAddress(text: string): Address | LinkRefused {
  const given = text.trim();
  if (given.length > 2000 || !/[.:]/.test(given)) return refuseLink('not_a_link', NOT_A_LINK);
  // The URL parser drops tabs and line breaks and turns backslashes round in silence, so they are looked for before.
  if (/[\s\p{Cc}\p{Cf}\\]/u.test(given)) return odd('has a blank or a hidden character in it');
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(given)?.[1]?.toLowerCase();
  if (scheme && scheme !== 'http' && scheme !== 'https') return refuseLink('unsafe', 'A link starts with https://.');
  const bare = scheme ? given.slice(scheme.length + 1) : given;
  if (scheme && !bare.startsWith('//')) return refuseLink('not_a_link', NOT_A_LINK);
  const authority = bare.replace(/^\/\//, '').split(/[/?#]/)[0] ?? '';
  if (authority.includes('@')) return odd('has a user name in it');
  if (authority.includes(':')) return odd('has a port in it');
  if (/[^\x21-\x7e]|%|xn--/i.test(authority)) return odd('has an address in letters that only look like the service’s');
  if (authority.endsWith('.')) return odd('has a dot after its address');
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(authority)) return refuseLink('not_a_link', NOT_A_LINK);
  const url = `https://${bare.replace(/^\/\//, '')}`;
  if (!URL.canParse(url)) return refuseLink('not_a_link', NOT_A_LINK);
  const { hostname, pathname, searchParams } = new URL(url);
  return { ok: true, host: hostname, path: pathname.split('/').filter(Boolean), query: searchParams };
}

/** Parameters that only follow people around. Sources: each service's share button; `utm_*` and the click ids of the ad networks. */
const TRACKING =
  /^(utm_.*|si|pi|nd|dl_branch|_branch_.*|fbclid|gclid|gbraid|wbraid|dclid|msclkid|ttclid|twclid|igshid?|igsh|mc_[ce]id|at|ct|app|ls|pt|mt|itscg|itsct|itscl|uo|feature|pp|ab_channel|ref|ref_|tag|linkCode|do|deferredFl|universal_link|context|from|srModel|srList|share.*|dlsi|_gl|_ga)$/i;

/**
 * What was taken off a link, in words for the artist: "Removed tracking: si, utm_source". `kept` are the parameters that the
 * release needs.
 */
export function removalNotes(query: URLSearchParams, kept: readonly string[]): string[] {
  const gone = [...new Set(query.keys())].filter(name => !kept.includes(name));
  const tracking = gone.filter(name => TRACKING.test(name));
  const other = gone.filter(name => !TRACKING.test(name));
  const listed = (names: string[]) => names.map(name => name.replace(/[^\w.-]/g, '').slice(0, 40) || '?').join(', ');
  return [
    ...(tracking.length > 0 ? [`Removed tracking: ${listed(tracking)}`] : []),
    ...(other.length > 0 ? [`Removed: ${listed(other)}`] : []),
  ];
}
