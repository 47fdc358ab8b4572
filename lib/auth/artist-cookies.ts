import { SESSION_DAYS } from '../domain/sign-in';

/** The artists' cookies, named apart from the fans'. Over https the names carry the prefix that forbids other hosts to set them. */
export function artistCookies(appUrl: string) {
  const secure = appUrl.startsWith('https:');
  const named = (name: string) => ({
    name: `${secure ? '__Host-' : ''}upbeat.artist.${name}`,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  });
  return {
    sessionToken: named('session'),
    callbackUrl: named('callback'),
    csrfToken: named('csrf'),
    pkceCodeVerifier: named('pkce'),
    state: named('state'),
    nonce: named('nonce'),
  };
}

export const SESSION_SECONDS = SESSION_DAYS * 24 * 3_600;
