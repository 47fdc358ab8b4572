import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { sandboxClient } from '../client';
import type { AppleKeyInput, AppleListenerInput, AppleReleaseInput } from './service';

async function tell(url: string, body: unknown): Promise<string> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`sandbox ${url}: ${response.status} ${text}`);
  return text;
}

/** The sandbox's Apple Music; `url` is the sandbox's. What is the same for all services is Spotify's client at its address. */
export function appleSandbox(url: string) {
  const home = `${url}/apple-music`;
  return {
    ...sandboxClient(home),
    putRelease: (release: AppleReleaseInput) => tell(`${home}/control/releases`, release),
    addKey: (key: AppleKeyInput) => tell(`${home}/control/keys`, key),
    /** Signs a listener in: a new Music User Token. */
    signIn: async (listener: AppleListenerInput): Promise<string> => {
      const read = JSON.parse(await tell(`${home}/control/listeners`, listener)) as { musicUserToken: string };
      return read.musicUserToken;
    },
    /** Takes every token of a listener back. */
    revokeTokens: (fan: string) => tell(`${home}/control/revoked-tokens`, { fan }),
    /** Who pre-added a release, and when (epoch ms). */
    preAdds: async (release: string) =>
      JSON.parse(await tell(`${home}/control/pre-adds`, { release })) as Record<string, number>,
  };
}

const TEAM = 'UPBEATTEAM';
const KEY = 'UPBEATKEY1';

/** Makes a MusicKit key known to the Apple Music in the sandbox at `url`; answers the settings an app needs for it. */
export async function registerAppleMusic(url: string): Promise<Record<string, string>> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const publicKey = createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString();
  const sandbox = appleSandbox(url);
  await sandbox.createClient({ id: TEAM, secret: 'none', mode: 'extended' });
  await sandbox.addKey({ teamId: TEAM, keyId: KEY, publicKey });
  return {
    APPLE_TEAM_ID: TEAM,
    APPLE_KEY_ID: KEY,
    APPLE_PRIVATE_KEY: pem.replaceAll('\n', '\\n'),
    APPLE_MUSIC_API_URL: `${url}/apple-music`,
    MUSICKIT_JS_URL: `${url}/apple-music/musickit/v3/musickit.js`,
  };
}
