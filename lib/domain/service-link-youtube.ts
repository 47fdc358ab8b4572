const VIDEO = /^youtube:video:([\w-]{11})$/;

/** The video id in `youtube:video:<id>`, a form of our own; null for anything else, playlists and albums among it. */
export function parseYoutubeUri(text: string): string | null {
  return VIDEO.exec(text.trim())?.[1] ?? null;
}

/** `youtube:video:<id>`, as `save` takes it. */
export function youtubeUri(video: string): string {
  return `youtube:video:${video}`;
}

/** `https://music.youtube.com/watch?v=<id>`, as it opens on any phone. */
export function youtubeUrl(video: string): string {
  return `https://music.youtube.com/watch?v=${video}`;
}
