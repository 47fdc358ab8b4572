import type { TidalReleaseInput } from '../tidal/service';
import type { YoutubeUnitsInput, YoutubeVideoInput } from '../youtube/service';
import { sandboxClient } from '../client';

async function tell(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`sandbox ${url}: ${response.status} ${await response.text()}`);
}

/** The sandbox's TIDAL; `url` is the sandbox's. What is the same for all services is Spotify's client at TIDAL's address. */
export function tidalSandbox(url: string) {
  const home = `${url}/tidal`;
  return {
    ...sandboxClient(home),
    putRelease: (release: TidalReleaseInput) => tell(`${home}/control/releases`, release),
    /** Whether consents come with a refresh token from now on. */
    giveRefreshTokens: (given: boolean) => tell(`${home}/control/refresh-tokens`, { given }),
  };
}

/** The sandbox's YouTube; `url` is the sandbox's. */
export function youtubeSandbox(url: string) {
  const home = `${url}/youtube`;
  return {
    ...sandboxClient(home),
    putVideo: (video: YoutubeVideoInput) => tell(`${home}/control/videos`, video),
    /** A project's units a day, and how many of today's are gone. */
    setUnits: (units: YoutubeUnitsInput) => tell(`${home}/control/units`, units),
    /** Takes a fan's channel away: such an account cannot like. */
    makeChannelless: (fan: string) => tell(`${home}/control/channelless`, { fan }),
  };
}
