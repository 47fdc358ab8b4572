/** What Deezer can save by id. */
export type DeezerRelease = { type: 'album' | 'track'; id: string };

/** Reads `deezer:album:<digits>` or `deezer:track:<digits>`: a form of our own, Deezer has none; null for anything else. */
export function parseDeezerUri(text: string): DeezerRelease | null {
  const [, type, id] = /^deezer:(album|track):(\d{1,20})$/.exec(text.trim()) ?? [];
  return id && (type === 'album' || type === 'track') ? { type, id } : null;
}

/** `deezer:album:<id>`, as `save` takes it. */
export function deezerUri({ type, id }: DeezerRelease): string {
  return `deezer:${type}:${id}`;
}

/** `https://www.deezer.com/album/<id>`, as it opens on any phone. */
export function deezerUrl({ type, id }: DeezerRelease): string {
  return `https://www.deezer.com/${type}/${id}`;
}
