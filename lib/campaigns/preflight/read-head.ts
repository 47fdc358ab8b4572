import type { CardHead } from '../../domain/preflight';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#x27': "'" };

const plain = (text: string) =>
  text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    const known = ENTITIES[name.toLowerCase()];
    if (known) return known;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return name.startsWith('#') && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

/** What a crawler reads in a page: its Open Graph tags, wherever in the answer they stand. */
export function readHead(html: string): CardHead {
  const said = new Map<string, string>();
  for (const [tag] of html.matchAll(/<meta\s[^>]*>/gi)) {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1];
    const property = of('property') ?? of('name');
    const content = of('content');
    if (property && content !== undefined && !said.has(property)) said.set(property, plain(content));
  }
  const get = (name: string) => said.get(`og:${name}`) || null;
  return { title: get('title'), description: get('description'), image: get('image') };
}
