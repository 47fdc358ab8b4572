import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, CallFilter } from './call-log';
import type { ClientInput, FansInput, GrantInput, ReleaseInput, ReleasePatch } from './control-input';
import type { IssuedAccess } from './grants';
import type { FaultInput } from './fault-input';
import type { LimitInput } from './limit-input';
import type { Verdict } from './verdict';

export type { Call } from './call-log';
export type { ClientInput, FansInput, GrantInput, ReleaseInput, ReleasePatch } from './control-input';
export type { FaultInput } from './fault-input';
export type { LimitInput } from './limit-input';

export type CallQuery = Omit<CallFilter, 'route' | 'uri'> & { route?: string };
export type VerdictQuery = Omit<CallQuery, 'limit'>;
/** With how many fans have the uri now. */
export type SandboxVerdict = Verdict & { inLibrary: number };
export type SandboxState = Record<
  | 'now'
  | 'clients'
  | 'fans'
  | 'releases'
  | 'refreshTokens'
  | 'accessTokens'
  | 'saves'
  | 'faults'
  | 'latencyMs'
  | 'calls',
  number
>;
type BulkGrant = Omit<GrantInput, 'fan' | 'fans' | 'withAccess'> & { fans: string[] };
/** Fan to refresh token, and fan to access token. */
export type GrantsWithAccess = { refreshTokens: Record<string, string>; accessTokens: Record<string, IssuedAccess> };

export type SandboxClient = ReturnType<typeof sandboxClient>;

/** The sandbox at `url`, for tests and the demo. Every method rejects with the sandbox's own sentence when it refuses. */
export function sandboxClient(url: string) {
  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`sandbox ${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
  const tell = async (method: string, path: string, body?: unknown): Promise<void> => {
    await ask(method, `/control${path}`, body);
  };
  const issueGrants = async (grant: BulkGrant) =>
    (await ask<{ refreshTokens: Record<string, string> }>('POST', '/control/grants', grant)).refreshTokens;

  return {
    url,
    /** Adds an OAuth client, or replaces the one with its id. */
    createClient: (client: ClientInput) => tell('POST', '/clients', client),
    /** Adds one fan, or `count` of them named prefix0, prefix1 ...; resolves with their ids. */
    createFans: async (fans: FansInput) => (await ask<{ fans: string[] }>('POST', '/control/fans', fans)).fans,
    /** Adds a release, or replaces the one with its id. */
    createRelease: (release: ReleaseInput) =>
      ask<{ uri: string; trackIds: string[] }>('POST', '/control/releases', release),
    /** Changes in mid-run when a release can be had; libraries stay as they are. */
    changeRelease: (id: string, change: ReleasePatch) => tell('PATCH', `/releases/${id}`, change),
    /** Puts these rules in the place of all others. */
    setFaults: (rules: FaultInput[]) => tell('PUT', '/faults', rules),
    /** Adds rules after those there are; the first that matches a call counts. */
    addFaults: (rules: FaultInput[]) => tell('POST', '/faults', rules),
    clearFaults: () => tell('DELETE', '/faults'),
    /** `limit: null` takes a client's limit away. */
    setLimit: (limit: LimitInput) => tell('POST', '/limits', limit),
    /** Every API and token call waits so long before it takes effect. */
    setLatency: (ms: number) => tell('POST', '/latency', { ms }),
    /** API and token calls, oldest first. `route` is a regular expression over "METHOD /path". */
    calls: async (query: CallQuery = {}) =>
      (await ask<{ calls: Call[] }>('GET', `/control/calls?${fieldsOf(query)}`)).calls,
    /** What the calls for `uri` come to, summed up in the sandbox. Without a route: PUT /me/library. */
    verdict: (uri: string, query: VerdictQuery = {}) =>
      ask<SandboxVerdict>('GET', `/control/verdict?${fieldsOf({ ...query, uri })}`),
    /** Who has saved `uri`: fan to instant (epoch ms by the sandbox's clock). */
    library: (uri: string) => ask<Record<string, number>>('GET', `/control/libraries?uri=${encodeURIComponent(uri)}`),
    /** What a fan has saved: uri to instant. */
    fanLibrary: (fan: string) => ask<Record<string, number>>('GET', `/control/libraries/${encodeURIComponent(fan)}`),
    /** A refresh token without the consent page. */
    issueGrant: async ({ fan, ...rest }: Omit<BulkGrant, 'fans'> & { fan: string }) => {
      const token = (await issueGrants({ ...rest, fans: [fan] }))[fan];
      if (token === undefined) throw new Error(`the sandbox gave no token for ${fan}`);
      return token;
    },
    /** The same for many: fan to refresh token. */
    issueGrants,
    /** The same with access tokens, as if each had been refreshed now; neither is in the call log. */
    issueGrantsWithAccess: (grant: BulkGrant) =>
      ask<GrantsWithAccess>('POST', '/control/grants', { ...grant, withAccess: true }),
    /** The fan removes every app; resolves with how many permissions that ended. */
    revoke: async (fan: string) => (await ask<{ revoked: number }>('POST', '/control/revoke', { fan })).revoked,
    /** Forgets everything, clients and calls too. */
    reset: () => tell('POST', '/reset'),
    state: () => ask<SandboxState>('GET', '/control/state'),
    /** Resolves once the sandbox answers; rejects after `limitMs`. */
    waitReady: (limitMs = 10_000) => waitReady(url, limitMs),
    consent,
  };
}

function fieldsOf(query: Record<string, string | number | undefined>): string {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) fields.set(name, String(value));
  return fields.toString();
}

/**
 * Answers the consent page at `authorizeUrl` as `fan` (made on the spot if new), without a browser.
 * @returns the address it sends the browser to: the app's callback with a code, or with an error.
 */
export async function consent(
  authorizeUrl: string,
  { fan, decision }: { fan: string; decision: 'agree' | 'cancel' },
): Promise<string> {
  const { origin, pathname, searchParams } = new URL(authorizeUrl);
  const form = new URLSearchParams(searchParams);
  form.set('fan', fan);
  form.set('decision', decision);
  const response = await fetch(`${origin}${pathname}`, { method: 'POST', body: form, redirect: 'manual' });
  const location = response.headers.get('location');
  if (location !== null) return location;
  const words = (await response.text()).replace(/<style>.*<\/style>|<[^>]*>/gs, ' ').replace(/\s+/g, ' ');
  throw new Error(`The consent page did not redirect: ${response.status}${words}`);
}

async function waitReady(url: string, limitMs: number): Promise<void> {
  const until = performance.now() + limitMs;
  for (;;) {
    const answered = await fetch(`${url}/healthz`).then(
      response => response.ok,
      () => false,
    );
    if (answered) return;
    if (performance.now() >= until) throw new Error(`No sandbox answers at ${url}.`);
    await sleep(50);
  }
}
