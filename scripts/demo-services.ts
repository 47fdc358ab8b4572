import { appleSandbox, registerAppleMusic } from '../e2e/sandbox/apple-music/client';
import { plainSandbox } from '../e2e/sandbox/deezer/client';
import { registerPlainServices } from '../e2e/sandbox/deezer/register';
import { tidalSandbox, youtubeSandbox } from '../e2e/sandbox/oauth-service/client';
import { registerOauthServices } from '../e2e/sandbox/oauth-service/register';
import { sandboxClient, type SandboxClient } from '../e2e/sandbox/client';
import type { Dsp } from '../lib/domain/dsp';
import type { DemoCampaign } from './demo-campaigns';
import { artistCallback, registerClient, spotifyCallback } from './sandbox';

type Client = Pick<SandboxClient, 'consent' | 'library'>;

/** How a fan says yes: on the service's page, or in Apple's window, which ends with a token. */
export type FanSaysYes =
  { by: 'page'; consent: Client['consent'] } | { by: 'window'; signIn: (fan: string) => Promise<string> };

/** A service of the demo: how many of the fans are there, and how its catalogue in the sandbox learns of a release. */
export type DemoService = {
  dsp: Dsp;
  fans: number;
  library: Client['library'];
  says: FanSaysYes;
  put: (campaign: DemoCampaign) => Promise<unknown>;
  uri: (campaign: DemoCampaign) => string;
};

/** The services of the sandbox at `url` that save. TIDAL's fans are few: it lets an app make one call in two seconds. */
export function demoServices(url: string): DemoService[] {
  const spotify = sandboxClient(url);
  const deezer = plainSandbox(url, 'deezer');
  const soundcloud = plainSandbox(url, 'soundcloud');
  const apple = appleSandbox(url);
  const tidal = tidalSandbox(url);
  const byPage = ({ consent, library }: Client) => ({ library, says: { by: 'page', consent } as const });
  const youtube = youtubeSandbox(url);
  return [
    {
      dsp: 'spotify',
      fans: 80,
      ...byPage(spotify),
      put: ({ albumId, title, artist, kind, upc, releaseAt }) =>
        spotify.createRelease({
          id: albumId,
          type: kind === 'single' ? 'single' : 'album',
          name: title,
          artist,
          upc,
          availableAt: releaseAt,
        }),
      uri: ({ albumId }) => `spotify:album:${albumId}`,
    },
    {
      dsp: 'appleMusic',
      fans: 30,
      library: apple.library,
      says: { by: 'window', signIn: fan => apple.signIn({ fan }) },
      // to be pre-added: Apple shows it before it is out
      put: ({ number, title, artist, upc, releaseAt }) =>
        apple.putRelease({ id: number, title, artist, upc, availableAt: releaseAt, listedFrom: 0 }),
      uri: ({ number }) => `apple:gb:album:${number}`,
    },
    {
      dsp: 'deezer',
      fans: 30,
      ...byPage(deezer),
      put: ({ number, title, artist, upc, releaseAt }) =>
        deezer.putRelease({ uri: `deezer:album:${number}`, title, artist, upc, availableAt: releaseAt }),
      uri: ({ number }) => `deezer:album:${number}`,
    },
    {
      dsp: 'tidal',
      fans: 10,
      ...byPage(tidal),
      put: ({ number, title, artist, upc, releaseAt }) =>
        tidal.putRelease({ id: number, title, artist, upc, availableAt: releaseAt }),
      uri: ({ number }) => `tidal:album:${number}`,
    },
    {
      dsp: 'soundcloud',
      fans: 25,
      ...byPage(soundcloud),
      put: ({ number, title, artist, page, releaseAt }) =>
        soundcloud.putRelease({ uri: `soundcloud:playlists:${number}`, title, artist, page, availableAt: releaseAt }),
      uri: ({ number }) => `soundcloud:playlists:${number}`,
    },
    {
      dsp: 'youtubeMusic',
      fans: 25,
      ...byPage(youtube),
      put: ({ video, title, artist, releaseAt }) =>
        youtube.putVideo({ id: video, title, channel: artist, availableAt: releaseAt }),
      uri: ({ video }) => `youtube:video:${video}`,
    },
  ];
}

/** Makes the app at `appUrl` known to every service in the sandbox at `url`; answers the settings it needs to speak to them. */
export async function registerDemoServices(
  url: string,
  appUrl: string,
  spotify: { id: string; secret: string },
): Promise<Record<string, string>> {
  await registerClient(
    { url },
    { ...spotify, redirectUris: [spotifyCallback(appUrl), artistCallback(appUrl)], mode: 'extended' },
  );
  const known = { appUrls: [appUrl], secret: spotify.secret };
  return {
    SPOTIFY_TIER: 'extended',
    ...(await registerOauthServices(url, known)),
    ...(await registerPlainServices(url, known)),
    ...(await registerAppleMusic(url)),
  };
}
