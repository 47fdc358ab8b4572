import { challengeOf } from './identifiers';
import { type ClientInput, type ReleaseInput, sandboxClient } from './client';
import { startSandbox } from './server';

export const CLIENT = { id: 'client-1', secret: 'secret-1' };
export const CALLBACK = 'http://127.0.0.1:3000/callback/spotify';
export const VERIFIER = 'v'.repeat(64);
export const ALBUM = 'album'.padEnd(22, '0');
export const ALBUM_URI = `spotify:album:${ALBUM}`;
/** noon in UTC, where every stage's clock starts */
export const START = Date.parse('2026-12-04T12:00:00Z');
export const SAVE = 'user-library-modify';
export const READ = 'user-library-read';

export const basic = (id = CLIENT.id, secret = CLIENT.secret) =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

/** A sandbox in this process with one extended client, and a clock that only moves when told to. */
export async function openStage(client: Partial<ClientInput> = {}) {
  let now = START;
  const sandbox = await startSandbox({ clock: () => now });
  const control = sandboxClient(sandbox.url);
  await control.createClient({ ...CLIENT, redirectUris: [CALLBACK], mode: 'extended', ...client });

  const token = (form: Record<string, string>, authorization: string | null = basic()) =>
    fetch(`${sandbox.url}/accounts/api/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
      ...(authorization !== null && { headers: { authorization } }),
    });

  const api = (method: string, path: string, accessToken?: string, init: RequestInit = {}) =>
    fetch(`${sandbox.url}/api/v1${path}`, {
      ...init,
      method,
      ...(accessToken !== undefined && { headers: { authorization: `Bearer ${accessToken}` } }),
    });

  return {
    url: sandbox.url,
    close: sandbox.close,
    control,
    token,
    api,
    advance: (ms: number) => {
      now += ms;
    },
    authorizeUrl: (change: Record<string, string | null> = {}) => authorizeUrl(sandbox.url, change),
    /** An access token for a fan; the fan is made if need be. */
    fanToken: async (fan: string, scopes: string[], country = 'US'): Promise<string> => {
      await control.createFans({ id: fan, country });
      const refreshToken = await control.issueGrant({ fan, client: CLIENT.id, scopes });
      return accessTokenIn(await token({ grant_type: 'refresh_token', refresh_token: refreshToken }));
    },
    appToken: async (): Promise<string> => accessTokenIn(await token({ grant_type: 'client_credentials' })),
    release: (change: Partial<ReleaseInput> = {}) =>
      control.createRelease({
        id: ALBUM,
        type: 'album',
        name: 'Glass Harbour',
        artist: 'Mira Solenne',
        upc: '602445868162',
        isrcs: ['QZES62412345', 'QZES62412346'],
        availableAt: START,
        ...change,
      }),
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** A right authorize address; `null` leaves a field out. */
function authorizeUrl(url: string, change: Record<string, string | null>): string {
  const right: Record<string, string | null> = {
    client_id: CLIENT.id,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: SAVE,
    state: 'state-1',
    code_challenge: challengeOf(VERIFIER),
    code_challenge_method: 'S256',
    ...change,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(right)) if (value !== null) query.set(name, value);
  return `${url}/accounts/authorize?${query.toString()}`;
}

async function accessTokenIn(response: Response): Promise<string> {
  const body = (await response.json()) as { access_token?: string };
  if (body.access_token === undefined) throw new Error(`no access token: ${response.status} ${JSON.stringify(body)}`);
  return body.access_token;
}

/** Status and JSON body together, as most tests want them. */
export async function read(answer: Promise<Response>): Promise<{ status: number; body: unknown }> {
  const response = await answer;
  return { status: response.status, body: await response.json() };
}

/** What `read` gives for the Web API's error object. */
export const apiError = (status: number, message: string) => ({ status, body: { error: { status, message } } });

/** What `read` gives for the accounts service's error object. */
export const tokenError = (error: string, error_description: string) => ({
  status: 400,
  body: { error, error_description },
});
