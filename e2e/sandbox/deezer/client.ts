import { sandboxClient } from '../client';
import type { PlainRelease } from './serve';

/** The sandbox's Deezer or SoundCloud; `url` is the sandbox's. What is the same for all services is Spotify's client at its address. */
export function plainSandbox(url: string, service: 'deezer' | 'soundcloud') {
  const home = `${url}/${service}`;
  return {
    ...sandboxClient(home),
    putRelease: async (release: PlainRelease) => {
      const answer = await fetch(`${home}/control/releases`, { method: 'POST', body: JSON.stringify(release) });
      if (!answer.ok) throw new Error(`sandbox ${home}: ${answer.status} ${await answer.text()}`);
    },
  };
}
