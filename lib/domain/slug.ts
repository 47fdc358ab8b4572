/**
 * Addresses that are, or may become, pages and files of Upbeat itself; a campaign lives beside them at the root. A test compares
 * the list with `app/` and `public/`.
 */
export const RESERVED_SLUGS: readonly string[] = `
  _next about account accounts admin analytics api app apps apple-touch-icon apple-touch-icon.png artist artists
  assets auth billing blog brand browserconfig calendar callback campaign campaigns card cards changelog contact
  cookies cron dashboard demo docs download embed error events export faq fan fan-auth fans favicon favicon.ico feed
  fonts health healthz help icon icon.svg imprint index invitation invitations invite legal later login logout lost manifest manifest.json manifest.webmanifest
  me media metrics musickit new news not-found notice oauth opengraph-image ops partners pass passes ping preflight
  presave pre-save presaves press preview pricing privacy profile public qr receipt register releases robots
  robots.txt rss search security service services session settings share sign-in sign-out sign-up signin signout
  signup sitemap sitemap.xml static stats status support sw sw.js terms test twitter-image unsubscribe upbeat upload
  uploads user users verify webhook webhooks welcome well-known withdraw worker www`
  .trim()
  .split(/\s+/);

const reserved = new Set(RESERVED_SLUGS);

export type SlugFault = 'empty' | 'characters' | 'hyphens' | 'length' | 'reserved';
export type ParsedSlug =
  | { ok: true; slug: string }
  | { ok: false; reason: SlugFault; message: string; /** a slug that will do */ suggestion: string };

const MIN = 2;
const MAX = 60;

/** Letters that Unicode's decomposition leaves whole, and signs that artists write for letters. */
const SPELLED: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  $: 's',
  '&': ' and ',
  '+': ' and ',
};

/** A valid, unreserved slug made from a title or whatever was typed; `my-release` when no Latin letter or digit is in it. */
export function suggestSlug(text: string): string {
  const plain = text
    .slice(0, 500)
    .toLowerCase()
    .replace(/./gu, c => SPELLED[c] ?? c)
    .normalize('NFKD')
    // Accents and apostrophes go without a trace: "don't" is dont, not don-t.
    .replace(/[\p{M}'’‘`]/gu, '')
    .replace(/[^a-z0-9]+/g, '-');
  const slug = cut(plain.replace(/^-+|-+$/g, ''));
  if (slug.length === 0) return 'my-release';
  return slug.length < MIN || reserved.has(slug) ? `${slug}-release` : slug;
}

/** At most 60 characters, cut between words where there is a word's end in the second half. */
function cut(slug: string): string {
  if (slug.length <= MAX) return slug;
  const end = slug.lastIndexOf('-', MAX);
  return slug.slice(0, end > MAX / 2 ? end : MAX);
}

/**
 * The end of a campaign's address: 2 to 60 of a-z, 0-9 and single hyphens between them, and not one of Upbeat's own addresses. Only
 * blanks around it are forgiven: what is printed on a poster is what was typed. Every refusal names a slug that will do.
 */
export function parseSlug(text: string): ParsedSlug {
  const slug = text.trim();
  const refuse = (reason: SlugFault, why: string): ParsedSlug => {
    const suggestion = suggestSlug(slug);
    return { ok: false, reason, message: `${why} How about ${suggestion}?`, suggestion };
  };
  if (!slug) return refuse('empty', 'The end of the link is empty.');
  if (reserved.has(slug.toLowerCase())) return refuse('reserved', `“${slug}” is an address of Upbeat itself.`);
  if (!/^[a-z0-9-]+$/.test(slug)) {
    return refuse('characters', 'The end of the link can have small letters a to z, digits and hyphens.');
  }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    return refuse('hyphens', 'Hyphens stand alone and between letters or digits, not first, last or doubled.');
  }
  if (slug.length < MIN) return refuse('length', 'The end of the link needs at least two characters.');
  if (slug.length > MAX)
    return refuse('length', `The end of the link has at most 60 characters; this has ${slug.length}.`);
  return { ok: true, slug };
}

/** The address to try after this one: `glass-harbour`, `glass-harbour-2`, `glass-harbour-3`; never more than 60 characters. */
export function slugAfter(slug: string): string {
  const [, stem = slug, number = '1'] = /^(.+)-(\d{1,6})$/.exec(slug) ?? [];
  const ending = `-${Number(number) + 1}`;
  return stem.slice(0, MAX - ending.length).replace(/-+$/, '') + ending;
}
