import { AsyncLocalStorage } from 'node:async_hooks';
import { Auth } from '@auth/core';
import type { Adapter } from '@auth/core/adapters';
import NextAuth, { type NextAuthConfig } from 'next-auth';
import { cookies } from 'next/headers';
import { clock } from '../clock';
import { database } from '../db';
import type { TrialConsent } from '../domain/preflight';
import { env } from '../env';
import { log } from '../log';
import { fanCookies } from './cookies';
import { FAN_AUTH_PATH } from './fan-auth-path';
import { fanProviders } from './fan-providers';
import { readIntent, signIntent, type Intent, type IntentRead } from './intent';
import { INTENT_SECONDS } from './signed';
import { takeConsent, type Consented, type QuotaGone } from './take-consent';
import { takeTrial, trialPath } from './take-trial';
import { readTrialIntent, signTrialIntent, type TrialIntent } from './trial-intent';
import { isSpent } from '../presaves/spent';

const FAILED = `${FAN_AUTH_PATH}/failed`;

/** What came of one callback, told by the signIn callback to the route around it. */
const outcome = new AsyncLocalStorage<Told>();
type Told = { consented: Consented | null; trial: TrialConsent | null };

/** Fans have no accounts. An e-mail provider in another instance would make this one ask for an adapter; here is an empty one. */
const NO_ACCOUNTS = {
  createVerificationToken: async () => null,
  useVerificationToken: async () => null,
  getUserByEmail: async () => null,
  getUserByAccount: async () => null,
} satisfies Adapter;

function makeConfig(): NextAuthConfig {
  return {
    basePath: FAN_AUTH_PATH,
    secret: env().authSecret,
    trustHost: true,
    session: { strategy: 'jwt', maxAge: INTENT_SECONDS },
    adapter: NO_ACCOUNTS,
    cookies: fanCookies(env().appUrl).auth,
    pages: { error: FAILED, signIn: FAILED },
    providers: fanProviders(env()),
    logger: { error: error => log.error('fan_auth', error), warn: () => undefined, debug: () => undefined },
    callbacks: {
      // A string is a redirect: no session begins and no user is made.
      signIn: async ({ account, profile }) => {
        const store = outcome.getStore();
        const trial = await trialOfBrowser();
        if (trial) {
          const taken = takeTrial(trial, account, profile);
          if (store) store.trial = taken.consent;
          return `${env().appUrl}${taken.path}`;
        }
        const consented = await takeConsent(await intentOfBrowser(), account, profile);
        if (store) store.consented = consented;
        return `${env().appUrl}${consented.path}`;
      },
    },
  };
}

let instance: { config: NextAuthConfig; signIn: ReturnType<typeof NextAuth>['signIn'] } | undefined;

function fanAuth() {
  if (!instance) {
    const config = makeConfig();
    instance = { config, signIn: NextAuth(config).signIn };
  }
  return instance;
}

async function intentCookie(): Promise<string | undefined> {
  return (await cookies()).get(fanCookies(env().appUrl).intent.name)?.value;
}
const intentOfBrowser = async (): Promise<IntentRead> =>
  readIntent(env().authSecret, await intentCookie(), clock.now());
const trialOfBrowser = async () => readTrialIntent(env().authSecret, await intentCookie(), clock.now());

async function leaveIntent(signed: string): Promise<void> {
  const { intent: cookie } = fanCookies(env().appUrl);
  (await cookies()).set(cookie.name, signed, { ...cookie.options, maxAge: INTENT_SECONDS });
}

/** Sends a fan to the DSP: leaves the signed intent in the browser and answers the DSP's address, with PKCE and state. */
export async function startConsent(intent: Intent): Promise<string> {
  await leaveIntent(signIntent(env().authSecret, intent));
  const address: unknown = await fanAuth().signIn(intent.dsp, { redirect: false, redirectTo: `/${intent.slug}` });
  return String(address);
}

/** Sends an artist there to try a save with their own account: the same way as a fan's, with `scope` in the place of the one scope. */
export async function startTrial(intent: TrialIntent, scope: string): Promise<string> {
  await leaveIntent(signTrialIntent(env().authSecret, intent));
  const redirectTo = trialPath(intent);
  const address: unknown = await fanAuth().signIn(intent.dsp, { redirect: false, redirectTo }, { scope });
  return String(address);
}

export type FanCallback = {
  response: Response;
  /** the pre-save that was just accepted */ presaveId: string | null;
  /** the service that turned the fan away because this app's quota is used up */ quotaGone: QuotaGone | null;
  /** a trial that an artist agreed to, still to be made */ trial: TrialConsent | null;
};

/** Answers the DSP's redirect. Whatever went wrong, the fan is back on the campaign page with a sentence. */
export async function finishConsent(request: Request): Promise<FanCallback> {
  const { appUrl } = env();
  const url = new URL(request.url);
  // Behind a proxy, and on a loopback address, Next's own idea of the host is wrong.
  const asAddressed = new Request(new URL(url.pathname + url.search, appUrl), request);
  const store: Told = { consented: null, trial: null };
  const answer = await outcome.run(store, () => Auth(asAddressed, fanAuth().config));
  const response = new Response(null, {
    status: 303,
    // Of the engine's answer only its cookies matter: every way out of here is a redirect of ours.
    headers: answer.headers.getSetCookie().map(cookie => ['set-cookie', cookie]),
  });
  const location = new URL(answer.headers.get('location') ?? FAILED, appUrl);
  const path =
    location.pathname === FAILED
      ? await failurePath(url.searchParams.get('error') ?? url.searchParams.get('error_reason'))
      : location.pathname + location.search + location.hash;
  response.headers.set('location', appUrl + path);
  response.headers.set('cache-control', 'no-store');
  response.headers.set('referrer-policy', 'no-referrer');
  const { presaveId = null, quotaGone = null } = store.consented ?? {};
  return { response, presaveId, quotaGone, trial: store.trial };
}

/** How services say that somebody said no; `user_denied` is Deezer's word, in an `error_reason` of its own. */
const DENIALS: ReadonlySet<string> = new Set(['access_denied', 'user_denied']);

/** Where a consent that failed leads: its campaign's page, with the one sentence that fits. */
async function failurePath(dspError: string | null): Promise<string> {
  const trial = await trialOfBrowser();
  if (trial) return trialPath(trial, DENIALS.has(dspError ?? '') ? 'declined' : 'interrupted');
  const read = await intentOfBrowser();
  if (read.kind === 'none') return '/lost';
  if (DENIALS.has(dspError ?? '')) return `/${read.intent.slug}/declined`;
  if (read.kind === 'expired') return `/${read.intent.slug}/expired`;
  const spent = await isSpent(database().db, read.intent.nonce).catch(() => false);
  return `/${read.intent.slug}/${spent ? 'replayed' : 'interrupted'}`;
}
