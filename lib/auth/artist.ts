import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { Auth, skipCSRFCheck } from '@auth/core';
import type { NextAuthConfig } from 'next-auth';
import { cookies } from 'next/headers';
import { clock } from '../clock';
import { LINK_MINUTES, ownPath, type SignInProvider } from '../domain/sign-in';
import { env } from '../env';
import { log } from '../log';
import { takeAllowance } from '../mail/allowance';
import { sendMail } from '../mail/send';
import { signInLetter } from '../mail/sign-in-letter';
import { endSession } from '../workspaces/session';
import { newToken, tokenHash } from '../workspaces/token';
import { addressOfLink, artistAdapter } from './artist-adapter';
import { artistCookies, SESSION_SECONDS } from './artist-cookies';
import { artistProviders } from './artist-providers';
import { isExpected } from './newcomers';

export const ARTIST_AUTH_PATH = '/api/auth';
const FAILED = `${ARTIST_AUTH_PATH}/failed`;
const CLOSED = '/sign-in?problem=closed';

/** Whether the mail of one request went out, told by the engine's callback to whoever asked; the engine itself swallows it. */
const outcome = new AsyncLocalStorage<{ sent: boolean; next: string }>();

function makeConfig(): NextAuthConfig {
  const { appUrl, authSecret, signIn, signUp } = env();
  return {
    basePath: ARTIST_AUTH_PATH,
    secret: authSecret,
    trustHost: true,
    adapter: artistAdapter(),
    session: { strategy: 'database', maxAge: SESSION_SECONDS, generateSessionToken: () => newToken().token },
    cookies: artistCookies(appUrl),
    pages: { error: FAILED, signIn: FAILED },
    callbacks: {
      signIn: async ({ user, account, email }) => {
        // Asking for a link is answered alike for everybody; it is opening it that is refused, to whoever owns the address.
        if (signUp === 'open' || email?.verificationRequest || !account) return true;
        const { provider, providerAccountId: accountId } = account;
        return (await isExpected({ email: user.email ?? null, provider, accountId })) || CLOSED;
      },
    },
    providers: [
      {
        id: 'email',
        type: 'email',
        name: 'E-mail',
        maxAge: LINK_MINUTES * 60,
        generateVerificationToken: () => newToken().token,
        sendVerificationRequest: async ({ identifier, token }) => {
          const store = outcome.getStore();
          const query = new URLSearchParams({ token, ...(store && { next: store.next }) });
          // To a page of ours with a button: mail scanners open links, and the engine's own link would be used up by that.
          const letter = signInLetter(new URL(appUrl).host, `${appUrl}/sign-in/confirm?${query}`);
          const sent = await sendMail(identifier, letter);
          if (store) store.sent = sent.kind === 'sent';
        },
      },
      ...artistProviders(signIn),
    ],
    logger: {
      // a link that was used before is no error of ours: its page says what to do
      error: error => error.name !== 'Verification' && log.error('artist_auth', error),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

let config: NextAuthConfig | undefined;

/**
 * One call of the engine, always at our own address: what the Host header or a proxy says of it never counts. Our own checks stand
 * in for the engine's CSRF token, which a page without a session cookie could not carry.
 */
function ask(path: string, init: RequestInit = {}): Promise<Response> {
  config ??= makeConfig();
  const request = new Request(`${env().appUrl}${ARTIST_AUTH_PATH}${path}`, init);
  return Auth(request, { ...config, skipCSRFCheck });
}

function form(fields: Record<string, string>, cookie: string | null): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie && { cookie }) },
    body: new URLSearchParams(fields).toString(),
  };
}

export type LinkAsked = { kind: 'sent' } | { kind: 'not_sent' } | { kind: 'too_many'; minutes: number };

/**
 * Mails a sign-in link to an address. `asker` is who asks, as far as the network tells. The answer is the same whether or not
 * anybody has signed in with the address before.
 */
export async function askForLink(email: string, next: string, asker: string): Promise<LinkAsked> {
  const allowance = await takeAllowance({ address: email, asker });
  if (allowance.kind === 'too_many') return allowance;
  const store = { sent: false, next: ownPath(next) };
  await outcome.run(store, () => ask('/signin/email', form({ email }, null)));
  return { kind: store.sent ? 'sent' : 'not_sent' };
}

/** Whose address a link is for, or null when it has been used, has run out or never was. Looking uses nothing up. */
export async function readLink(token: string): Promise<string | null> {
  // as the engine hashes what it keeps
  const hash = createHash('sha256').update(`${token}${env().authSecret}`).digest('hex');
  return addressOfLink(hash, clock.now());
}

/** Signs in the browser that pressed the button behind a link. A link opens once. */
export async function openLink(token: string, next: string, cookie: string | null): Promise<Response> {
  const answer = await ask(`/callback/email?${new URLSearchParams({ token })}`, { headers: cookie ? { cookie } : {} });
  const to = location(answer);
  return onwards(answer, to === null ? '/sign-in?problem=link' : to === CLOSED ? CLOSED : ownPath(next));
}

/** Sends an artist to Google or Spotify, with PKCE and state. */
export async function startProvider(provider: SignInProvider, next: string, cookie: string | null): Promise<Response> {
  const callbackUrl = env().appUrl + ownPath(next);
  const answer = await ask(`/signin/${provider}`, form({ callbackUrl }, cookie));
  const away = answer.headers.get('location') ?? '';
  if (new URL(away, env().appUrl).origin === env().appUrl) return onwards(answer, '/sign-in?problem=provider');
  return onwards(answer, away);
}

/** Takes an artist who comes back from Google or Spotify. */
export async function finishProvider(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.slice(ARTIST_AUTH_PATH.length) + url.search;
  const answer = await ask(path, { headers: { cookie: request.headers.get('cookie') ?? '' } });
  const denied = url.searchParams.get('error') === 'access_denied';
  return onwards(answer, location(answer) ?? `/sign-in?problem=${denied ? 'declined' : 'provider'}`);
}

/** The path an answer of the engine leads to, or null when it has failed. */
function location(answer: Response): string | null {
  const target = new URL(answer.headers.get('location') ?? FAILED, env().appUrl);
  const failed = target.origin !== env().appUrl || target.pathname.startsWith(`${ARTIST_AUTH_PATH}/`);
  const path = target.pathname + target.search;
  return failed ? null : path === CLOSED ? CLOSED : ownPath(path);
}

/** A redirect of ours: of the engine's answer only its cookies matter. */
function onwards(answer: Response, to: string): Response {
  const response = new Response(null, {
    status: 303,
    headers: answer.headers.getSetCookie().map(cookie => ['set-cookie', cookie]),
  });
  response.headers.set('location', new URL(to, env().appUrl).href);
  response.headers.set('cache-control', 'no-store');
  return response;
}

/** The hash of this browser's session token, or null. */
export async function sessionHash(): Promise<string | null> {
  const token = (await cookies()).get(artistCookies(env().appUrl).sessionToken.name)?.value;
  return token ? tokenHash(token) : null;
}

/** Signs this browser out: its session is gone on the server, and so is its cookie. */
export async function signOut(): Promise<void> {
  const hash = await sessionHash();
  if (hash) await endSession(hash);
  const { name, options } = artistCookies(env().appUrl).sessionToken;
  (await cookies()).set(name, '', { ...options, maxAge: 0 });
}
