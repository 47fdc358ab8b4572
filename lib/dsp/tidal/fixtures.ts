import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { FaultInput } from '../../../e2e/sandbox/client';
import { tidalSandbox } from '../../../e2e/sandbox/oauth-service/client';
import { startSandbox, type Sandbox } from '../../../e2e/sandbox/server';
import { tidalAdapter } from './adapter';

/** For tests. */
export const START = Date.UTC(2026, 10, 22, 12, 0, 0);
export const HOUR = 3_600_000;
export const ALBUM = '4711';
export const URI = `tidal:album:${ALBUM}`;
export const UPC = '810121774182';
export const SAVE = 'POST /tidal/v2/userCollectionAlbums/me/relationships/items$';
export const TOKEN_ROUTE = 'POST /tidal/v1/oauth2/token$';
const APP = { id: 'app', secret: 'secret', mode: 'extended' } as const;

/** A sandbox of its own with its adapter. Each test begins at `START` with the client `app`, the fan `ada` and an album that is out. */
export function tidalStage() {
  const time = { now: START };
  let server: Sandbox | undefined;
  const url = () => {
    if (!server) throw new Error('the sandbox runs only while tests do');
    return server.url;
  };
  const sandbox = () => tidalSandbox(url());

  beforeAll(async () => {
    server = await startSandbox({ clock: () => time.now });
  });
  afterAll(() => server?.close());
  beforeEach(async () => {
    time.now = START;
    await sandbox().reset();
    await sandbox().createClient(APP);
    await sandbox().createFans({ id: 'ada', country: 'GB' });
    await release();
  });

  const release = (availableAt = START, more: object = {}) =>
    sandbox().putRelease({ id: ALBUM, title: 'Tides', artist: 'Ada Maren', upc: UPC, availableAt, ...more });

  const adapter = (more: { clientSecret?: string; timeoutMs?: number } = {}) => {
    const urls = { authUrl: `${url()}/tidal`, apiUrl: `${url()}/tidal/v2` };
    return tidalAdapter({ ...urls, clientId: APP.id, clientSecret: APP.secret, now: () => time.now, ...more });
  };

  const grant = async (scopes = ['collection.write']) => ({
    refreshToken: await sandbox().issueGrant({ fan: 'ada', client: APP.id, scopes }),
    authorizedAt: START,
  });

  return {
    time,
    sandbox,
    adapter,
    release,
    grant,
    /** Spoils the next call of a route; `after`: what was asked is done first. */
    fault: (route: string, fault: FaultInput['fault'], after = false) =>
      sandbox().setFaults([{ route, times: 1, after, fault }]),
    access: async (scopes?: string[]) => {
      const refreshed = await adapter().refresh(await grant(scopes));
      if (refreshed.kind !== 'ok') throw new Error(`no access: ${refreshed.kind}`);
      return refreshed.access;
    },
  };
}
