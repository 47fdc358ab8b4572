/** The hosts that Deezer's own album objects name in `cover_xl`; which of them has changed over the years. */
const PICTURE_HOSTS = [
  'https://cdn-images.dzcdn.net',
  'https://cdns-images.dzcdn.net',
  'https://e-cdns-images.dzcdn.net',
];

/**
 * Where covers of the Deezer at `apiUrl` are fetched from. Deezer's terms let its content be reproduced where the right holders allow
 * it (developers.deezer.com/termsofuse, as others quote it in 2026; the page itself was not read), and who begins a campaign with a
 * link says that they do.
 */
export function deezerCovers(apiUrl: string): readonly string[] {
  return [...PICTURE_HOSTS, new URL(apiUrl).origin];
}
