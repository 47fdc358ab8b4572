/** What TIDAL can save by id. */
export type TidalRelease = { type: 'album' | 'track'; id: string };

/** Reads `tidal:album:<digits>` or `tidal:track:<digits>`: a form of our own, TIDAL has none; null for anything else. */
export function parseTidalUri(text: string): TidalRelease | null {
  const [, type, id] = /^tidal:(album|track):(\d{1,20})$/.exec(text.trim()) ?? [];
  return id && (type === 'album' || type === 'track') ? { type, id } : null;
}

/** `tidal:album:<id>`, as `save` takes it. */
export function tidalUri({ type, id }: TidalRelease): string {
  return `tidal:${type}:${id}`;
}

/** `https://tidal.com/album/<id>`, as it opens on any phone. */
export function tidalUrl({ type, id }: TidalRelease): string {
  return `https://tidal.com/${type}/${id}`;
}
