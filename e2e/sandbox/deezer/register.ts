import { plainSandbox } from './client';

const CLIENT = 'upbeat-plain';

/** Makes the apps at `appUrls` known to the sandbox's Deezer and SoundCloud; answers the settings they need for it. */
export async function registerPlainServices(url: string, { appUrls, secret }: { appUrls: string[]; secret: string }) {
  for (const service of ['deezer', 'soundcloud'] as const) {
    const redirectUris = appUrls.map(app => `${app}/api/fan-auth/callback/${service}`);
    await plainSandbox(url, service).createClient({
      id: CLIENT,
      secret,
      name: 'Upbeat',
      redirectUris,
      mode: 'extended',
    });
  }
  return {
    DEEZER_APP_ID: CLIENT,
    DEEZER_SECRET: secret,
    DEEZER_CONNECT_URL: `${url}/deezer/connect`,
    DEEZER_API_URL: `${url}/deezer`,
    SOUNDCLOUD_CLIENT_ID: CLIENT,
    SOUNDCLOUD_CLIENT_SECRET: secret,
    SOUNDCLOUD_AUTH_URL: `${url}/soundcloud/secure`,
    SOUNDCLOUD_API_URL: `${url}/soundcloud`,
  };
}
