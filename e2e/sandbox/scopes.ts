/** Spotify's scopes with what its consent page would say of them. Source: Web API, "Scopes". */
const SCOPES = new Map([
  ['user-library-modify', 'Add and remove items in Your Library'],
  ['user-library-read', 'See what is in Your Library'],
  ['user-follow-modify', 'Manage whom you follow'],
  ['user-follow-read', 'See whom you follow'],
  ['playlist-modify-public', 'Manage your public playlists'],
  ['playlist-modify-private', 'Manage your private playlists'],
  ['playlist-read-private', 'See your private playlists'],
  ['playlist-read-collaborative', 'See your collaborative playlists'],
  ['user-read-email', 'See your e-mail address'],
  ['user-read-private', 'See your country and subscription'],
  ['user-top-read', 'See your top artists and content'],
  ['user-read-recently-played', 'See what you have played lately'],
  ['user-read-playback-position', 'See where you stopped in an episode'],
  ['user-read-playback-state', 'See what is playing, and where'],
  ['user-modify-playback-state', 'Control playback'],
  ['user-read-currently-playing', 'See what is playing'],
  ['app-remote-control', 'Control Spotify on your device'],
  ['streaming', 'Play in another player'],
  ['ugc-image-upload', 'Upload images'],
]);

/** The scopes in a space-separated list, each once, or null when one of them does not exist. */
export function readScopes(list: string): string[] | null {
  const scopes = [...new Set(list.split(/[\s,]+/).filter(scope => scope !== ''))];
  return scopes.every(scope => SCOPES.has(scope)) ? scopes : null;
}

/** What a fan agrees to, in words. */
export function scopeWords(scope: string): string {
  return SCOPES.get(scope) ?? scope;
}
