import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { ClientInput, FaultInput } from '../../../e2e/sandbox/client';
import { youtubeSandbox } from '../../../e2e/sandbox/oauth-service/client';
import { startSandbox, type Sandbox } from '../../../e2e/sandbox/server';
import { youtubeAdapter } from './adapter';

/** For tests: four in the morning in California. */
export const START = Date.UTC(2026, 10, 22, 12, 0, 0);
export const HOUR = 3_600_000;
export const VIDEO = 'a1B2c3D4e5_';
export const URI = `youtube:video:${VIDEO}`;
export const LIKE = 'POST /youtube/v3/videos/rate$';
export const TOKEN_ROUTE = 'POST /youtube/token$';
export const SCOPE = 'https://www.googleapis.com/auth/youtube';
export const APP: ClientInput = { id: 'app', secret: 'secret', mode: 'extended' };

/** A sandbox of its own with its adapter. Each test begins at `START` with the client `app`, the fan `ada` and a public video. */
export function youtubeStage() {
  const time = { now: START };
  let server: Sandbox | undefined;
  const url = () => {
    if (!server) throw new Error('the sandbox runs only while tests do');
    return server.url;
  };
  const sandbox = () => youtubeSandbox(url());

  beforeAll(async () => {
    server = await startSandbox({ clock: () => time.now });
  });
  afterAll(() => server?.close());
  beforeEach(async () => {
    time.now = START;
    await sandbox().reset();
    await sandbox().createClient(APP);
    await sandbox().createFans({ id: 'ada', country: 'GB' });
    await video();
  });

  const video = (more: object = {}) =>
    sandbox().putVideo({ id: VIDEO, title: 'Tides', channel: 'Ada Maren - Topic', availableAt: START, ...more });

  const adapter = (more: { clientSecret?: string; timeoutMs?: number; apiKey?: string } = {}) =>
    youtubeAdapter({
      tokenUrl: `${url()}/youtube/token`,
      apiUrl: `${url()}/youtube/v3`,
      apiKey: 'key-app',
      clientId: 'app',
      clientSecret: 'secret',
      now: () => time.now,
      ...more,
    });

  const grant = async (scopes = [SCOPE]) => ({
    refreshToken: await sandbox().issueGrant({ fan: 'ada', client: 'app', scopes }),
    authorizedAt: START,
  });

  return {
    time,
    sandbox,
    adapter,
    video,
    grant,
    fault: (route: string, fault: FaultInput['fault'], after = false) =>
      sandbox().setFaults([{ route, times: 1, after, fault }]),
    access: async (scopes?: string[]) => {
      const refreshed = await adapter().refresh(await grant(scopes));
      if (refreshed.kind !== 'ok') throw new Error(`no access: ${refreshed.kind}`);
      return refreshed.access;
    },
  };
}
