/** What Apple Music can add by id: ids belong to a storefront, which is a territory's two letters in lower case. */
export type AppleRelease = { storefront: string; type: 'album' | 'song'; id: string };

/** Reads `apple:<storefront>:album:<digits>` or `...:song:<digits>`: a form of our own, Apple has none; null for anything else. */
export function parseAppleUri(text: string): AppleRelease | null {
  const [, storefront, type, id] = /^apple:([a-z]{2}):(album|song):(\d{1,20})$/.exec(text.trim()) ?? [];
  return storefront && id && (type === 'album' || type === 'song') ? { storefront, type, id } : null;
}

/** `apple:<storefront>:album:<id>`, as `save` takes it. */
export function appleUri({ storefront, type, id }: AppleRelease): string {
  return `apple:${storefront}:${type}:${id}`;
}

/** `https://music.apple.com/gb/album/<id>`, as it opens on any phone. */
export function appleUrl({ storefront, type, id }: AppleRelease): string {
  return `https://music.apple.com/${storefront}/${type}/${id}`;
}
