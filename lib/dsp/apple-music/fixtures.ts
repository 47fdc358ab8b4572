import { afterAll, beforeAll, beforeEach } from 'vitest';
import { appleSandbox, registerAppleMusic } from '../../../e2e/sandbox/apple-music/client';
import type { AppleReleaseInput } from '../../../e2e/sandbox/apple-music/service';
import type { FaultInput } from '../../../e2e/sandbox/client';
import { startSandbox, type Sandbox } from '../../../e2e/sandbox/server';
import { appleAdapter } from './adapter';
import type { AppleConfig } from './config';
import { appleFan } from './fan';

/** For tests. */
export const START = Date.UTC(2026, 10, 22, 12, 0, 0);
export const HOUR = 3_600_000;
export const ALBUM = '1577502911';
export const URI = `apple:gb:album:${ALBUM}`;
export const UPC = '810121774182';

/** A sandbox of its own with its adapter. Each test begins at `START` with the listener `ada` in Great Britain and an album that is out. */
export function appleStage() {
  const time = { now: START };
  let server: Sandbox | undefined;
  let settings: Record<string, string> = {};
  const url = () => {
    if (!server) throw new Error('the sandbox runs only while tests do');
    return server.url;
  };
  const sandbox = () => appleSandbox(url());

  beforeAll(async () => {
    server = await startSandbox({ clock: () => time.now });
  });
  afterAll(() => server?.close());
  beforeEach(async () => {
    time.now = START;
    await sandbox().reset();
    settings = await registerAppleMusic(url());
    await release();
  });

  const release = (more: Partial<AppleReleaseInput> = {}) =>
    sandbox().putRelease({ id: ALBUM, title: 'Tides', artist: 'Ada Maren', upc: UPC, availableAt: START, ...more });

  const config = (more: Partial<AppleConfig> = {}): AppleConfig => ({
    teamId: settings['APPLE_TEAM_ID'] ?? '',
    keyId: settings['APPLE_KEY_ID'] ?? '',
    privateKey: (settings['APPLE_PRIVATE_KEY'] ?? '').replaceAll('\\n', '\n'),
    apiUrl: `${url()}/apple-music`,
    now: () => time.now,
    ...more,
  });

  return {
    time,
    url,
    sandbox,
    release,
    config,
    adapter: (more: Partial<AppleConfig> = {}) => appleAdapter(config(more)),
    fan: (more: Partial<AppleConfig> = {}) => appleFan(config(more)),
    /** A listener's Music User Token as an access token. */
    access: async (fan = 'ada', country = 'GB') => ({
      token: await sandbox().signIn({ fan, country }),
      expiresAt: Infinity,
    }),
    /** Spoils the next call of a route. */
    fault: (route: string, fault: FaultInput['fault']) => sandbox().setFaults([{ route, times: 1, fault }]),
  };
}
