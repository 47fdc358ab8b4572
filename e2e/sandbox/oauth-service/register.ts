import { tidalSandbox, youtubeSandbox } from './client';

/** Makes the apps at `appUrls` known to TIDAL and YouTube in the sandbox at `url`, by the name `id`. Answers the settings they need for that. */
export async function registerOauthServices(
  url: string,
  { appUrls, secret, id = 'upbeat' }: { appUrls: readonly string[]; secret: string; id?: string },
) {
  const client = (dsp: string) => ({
    id,
    secret,
    redirectUris: appUrls.map(appUrl => `${appUrl}/api/fan-auth/callback/${dsp}`),
    mode: 'extended' as const,
  });
  await tidalSandbox(url).createClient(client('tidal'));
  await youtubeSandbox(url).createClient(client('youtubeMusic'));
  return {
    TIDAL_CLIENT_ID: id,
    TIDAL_CLIENT_SECRET: secret,
    TIDAL_LOGIN_URL: `${url}/tidal`,
    TIDAL_AUTH_URL: `${url}/tidal`,
    TIDAL_API_URL: `${url}/tidal/v2`,
    YOUTUBE_TIER: 'verified',
    YOUTUBE_API_KEY: `key-${id}`,
    GOOGLE_CLIENT_ID: id,
    GOOGLE_CLIENT_SECRET: secret,
    GOOGLE_AUTH_URL: `${url}/youtube/o/oauth2/v2/auth`,
    GOOGLE_TOKEN_URL: `${url}/youtube/token`,
    YOUTUBE_API_URL: `${url}/youtube/v3`,
  };
}
