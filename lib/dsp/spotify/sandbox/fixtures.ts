import { afterAll, beforeAll, beforeEach } from 'vitest';
import { sandboxClient, type FaultInput, type ReleaseInput } from '../../../../e2e/sandbox/client';
import { startSandbox, type Sandbox } from '../../../../e2e/sandbox/server';
import { spotifyAdapter } from '../adapter';
import { ALBUM, START } from '../fixtures';

export const HOUR = 3_600_000;
export const URI = `spotify:album:${ALBUM}`;
export const TOKEN_ROUTE = '^POST /accounts/api/token$';
export const SCOPES = ['user-library-modify'];
export const APP = { id: 'app', secret: 'secret', mode: 'extended' } as const;

/**
 * For a test file: a sandbox of its own on one clock with its adapters. Each test begins at `START` with the client `APP` and the
 * fan `ada`, and nothing else.
 */
export function sandboxStage() {
  const time = { now: START };
  let server: Sandbox | undefined;
  const url = () => {
    if (!server) throw new Error('the sandbox runs only while tests do');
    return server.url;
  };
  const sandbox = () => sandboxClient(url());

  beforeAll(async () => {
    server = await startSandbox({ clock: () => time.now });
  });
  afterAll(() => server?.close());
  beforeEach(async () => {
    time.now = START;
    await sandbox().reset();
    await sandbox().createClient(APP);
    await sandbox().createFans({ id: 'ada', country: 'GB' });
  });

  function adapter(more: { clientSecret?: string; timeoutMs?: number } = {}) {
    const urls = { accountsUrl: `${url()}/accounts`, apiUrl: `${url()}/api` };
    return spotifyAdapter({ ...urls, clientId: APP.id, clientSecret: APP.secret, now: () => time.now, ...more });
  }

  /** Spoils the next call of a route; `after`: what was asked is done first. */
  const fault = (route: string, what: FaultInput['fault'], after = false) =>
    sandbox().setFaults([{ route, times: 1, after, fault: what }]);

  return {
    time,
    sandbox,
    adapter,
    fault,
    refuse: (route: string, status: number, body?: unknown) => fault(route, { kind: 'status', status, body }),
    release: (more: Partial<ReleaseInput> = {}) =>
      sandbox().createRelease({
        id: ALBUM,
        type: 'album',
        name: 'Tides',
        artist: 'Ada Maren',
        availableAt: START,
        ...more,
      }),
    grant: async (scopes = SCOPES, authorizedAt = START) => ({
      refreshToken: await sandbox().issueGrant({ fan: 'ada', client: APP.id, scopes, authorizedAt }),
      authorizedAt,
    }),
  };
}
