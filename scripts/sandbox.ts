import { type Running, startNode, waitForLine } from './processes';
import { freePort } from './ports';

const READY = /^sandbox ready (http:\/\/127\.0\.0\.1:\d+) (smtp:\/\/127\.0\.0\.1:\d+)$/;
const READY_LIMIT_MS = 30_000;

/** DSP servers on this machine that speak the real wire format. */
export interface Sandbox {
  url: string;
  /** What the app needs to know to talk to it instead of Spotify, and to send mails to its mailbox. */
  env: { SPOTIFY_ACCOUNTS_URL: string; SPOTIFY_API_URL: string; SMTP_URL: string };
  process: Running;
  stop: () => Promise<void>;
}

/** An OAuth client as the sandbox's Spotify knows it. `development` mode lets only listed accounts in. */
export interface SandboxClient {
  id: string;
  secret: string;
  redirectUris: string[];
  mode: 'extended' | 'development';
  listedFans?: readonly string[];
}

/** Starts the sandbox and waits until it answers. Port 0 or none takes a free one. */
export async function startSandbox(options: { port?: number; output?: 'prefixed' | 'quiet' } = {}): Promise<Sandbox> {
  const port = options.port || (await freePort());
  const args = ['--import', 'tsx', 'e2e/sandbox/main.ts', '--port', String(port)];
  const running = startNode({ name: 'sandbox', args, output: options.output ?? 'quiet' });
  const [, url = '', smtpUrl = ''] = await waitForLine(running, READY, READY_LIMIT_MS);
  return {
    url,
    env: { SPOTIFY_ACCOUNTS_URL: `${url}/accounts`, SPOTIFY_API_URL: `${url}/api`, SMTP_URL: smtpUrl },
    process: running,
    stop: running.stop,
  };
}

/** Makes an OAuth client known to the sandbox, as a developer does on Spotify's dashboard. */
export async function registerClient(sandbox: Pick<Sandbox, 'url'>, client: SandboxClient): Promise<void> {
  const response = await fetch(`${sandbox.url}/control/clients`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(client),
  });
  if (!response.ok) throw new Error(`The sandbox refused the client: ${response.status} ${await response.text()}`);
}

/** Where Spotify sends artists who sign in with it. */
export function artistCallback(appUrl: string): string {
  return `${appUrl}/api/auth/callback/spotify`;
}

/** Where Spotify sends fans of the app at `appUrl` back to. */
export function spotifyCallback(appUrl: string): string {
  return `${appUrl}/api/fan-auth/callback/spotify`;
}
