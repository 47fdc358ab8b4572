/**
 * A Deezer permission as it is sealed: `<seconds of life>.<token>`, 0 for one without an end. Deezer has no refresh tokens; with
 * `offline_access` the access token itself lasts until the fan removes the app.
 */
export function deezerGrant(token: string, seconds: number): string {
  return `${seconds}.${token}`;
}

/** The token and when it ends (epoch ms, Infinity without an end); null for what `deezerGrant` did not write. */
export function readDeezerGrant(grant: string, authorizedAt: number): { token: string; endsAt: number } | null {
  const [, seconds, token] = /^(\d{1,10})\.(.+)$/.exec(grant) ?? [];
  if (!token) return null;
  return { token, endsAt: Number(seconds) === 0 ? Infinity : authorizedAt + Number(seconds) * 1000 };
}
