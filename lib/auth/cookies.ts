/** Cookie settings for one audience. Over https the names carry the prefix that forbids other hosts to set them. */
export function fanCookies(appUrl: string) {
  const secure = appUrl.startsWith('https:');
  const named = (name: string) => ({
    name: `${secure ? '__Host-' : ''}upbeat.fan.${name}`,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  });
  return {
    intent: named('intent'),
    auth: {
      sessionToken: named('session'),
      callbackUrl: named('callback'),
      csrfToken: named('csrf'),
      pkceCodeVerifier: named('pkce'),
      state: named('state'),
      nonce: named('nonce'),
    },
  };
}
