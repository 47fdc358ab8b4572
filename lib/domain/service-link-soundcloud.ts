/** What SoundCloud can like by URN. */
export type SoundcloudRelease = { type: 'tracks' | 'playlists'; urn: string };

/** Reads `soundcloud:tracks:<digits>` or `soundcloud:playlists:<digits>`; null for anything else. Source: `openapi/api.yaml` in soundcloud/api. */
export function parseSoundcloudUrn(text: string): SoundcloudRelease | null {
  const [, type] = /^soundcloud:(tracks|playlists):\d{1,20}$/.exec(text) ?? [];
  return type === 'tracks' || type === 'playlists' ? { type, urn: text } : null;
}

/** Whether this is the cleaned link of a track or set, which stands in for its URN until SoundCloud has been asked for that. */
export function isSoundcloudLink(text: string): boolean {
  return /^https:\/\/soundcloud\.com\/[^/?#\s]+\/(sets\/)?[^/?#\s]+$/.test(text);
}
