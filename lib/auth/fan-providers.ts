import { customFetch } from '@auth/core';
import type { NextAuthConfig, Profile } from 'next-auth';
import type { OAuth2Config } from 'next-auth/providers';
import { z } from 'zod';
import { CAPABILITIES } from '../domain/capability';
import { exchangeDeezerCode, identify } from '../dsp/registry';
import { DSP_NAMES, DSPS, type Dsp } from '../domain/dsp';
import type { DspSettings, Env, OauthDsp } from '../env';
import { clock } from '../clock';

const identitySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ok'), accountId: z.string().min(1), country: z.string().nullable() }),
  z.object({ kind: z.literal('not_registered') }),
  z.object({ kind: z.literal('quota_exceeded'), retryAfterMs: z.number().nullable() }),
  z.object({ kind: z.literal('unknown') }),
]);

/**
 * Who consented: an account (with its territory where the DSP tells), one that the DSP does not let this app serve, or nobody could
 * tell, because the app's quota is used up or for another reason.
 */
export type Identity = z.output<typeof identitySchema>;

/** The identity a provider below put into the profile. */
export function readIdentity(profile: Profile | undefined): Identity {
  const read = identitySchema.safeParse(profile?.identity);
  return read.success ? read.data : { kind: 'unknown' };
}

/** What a token endpoint answered; `user_id` is TIDAL's. */
type TokenAnswer = { access_token?: string; user_id?: unknown };

/** Asks the DSP who this is, right after the exchange. Every answer is a value: only that way can the fan be told which it was. */
async function askIdentity(
  env: Env,
  dsp: Dsp,
  { access_token: token, user_id: userId }: TokenAnswer,
): Promise<{ identity: Identity }> {
  if (!token) return { identity: { kind: 'unknown' } };
  const accountId = typeof userId === 'string' || typeof userId === 'number' ? String(userId) : '';
  const access = { token, expiresAt: Infinity, ...(accountId && { accountId }) };
  const answer = await identify(env, dsp, access, clock.now);
  if (answer.kind === 'ok') return { identity: { kind: 'ok', accountId: answer.accountId, country: answer.country } };
  if (answer.kind === 'not_registered' || answer.kind === 'quota_exceeded') return { identity: answer };
  return { identity: { kind: 'unknown' } };
}

/** How one DSP is asked for its permission. */
type SignIn = Pick<
  OAuth2Config<Profile>,
  'clientId' | 'clientSecret' | 'checks' | 'authorization' | 'token' | 'client' | 'issuer' | typeof customFetch
>;

/** Each DSP's sign-in from its own settings; null without them. Whose the permission is, is asked in one way for all, below. */
export const SIGN_INS: Record<OauthDsp, (settings: DspSettings) => SignIn | null> = {
  spotify: ({ spotify }) =>
    spotify && {
      clientId: spotify.clientId,
      clientSecret: spotify.clientSecret,
      checks: ['pkce', 'state'],
      authorization: { url: `${spotify.accountsUrl}/authorize`, params: { scope: CAPABILITIES.spotify.scope } },
      token: `${spotify.accountsUrl}/api/token`,
    },
  deezer: ({ deezer }) =>
    deezer && {
      clientId: deezer.clientId,
      clientSecret: deezer.clientSecret,
      // Deezer has no PKCE.
      checks: ['state'],
      authorization: {
        url: `${deezer.connectUrl}/oauth/auth.php`,
        params: { app_id: deezer.clientId, perms: CAPABILITIES.deezer.scope },
      },
      token: `${deezer.connectUrl}/oauth/access_token.php`,
      // Its token route takes a GET and answers a query string: the engine's POST is made into that and back.
      [customFetch]: async (_input: unknown, init?: RequestInit) => {
        const code = init?.body instanceof URLSearchParams ? (init.body.get('code') ?? '') : '';
        const tokens = await exchangeDeezerCode({ ...deezer, code });
        return tokens ? Response.json(tokens) : Response.json({ error: 'invalid_grant' }, { status: 400 });
      },
    },
  soundcloud: ({ soundcloud }) =>
    soundcloud && {
      clientId: soundcloud.clientId,
      clientSecret: soundcloud.clientSecret,
      checks: ['pkce', 'state'],
      authorization: `${soundcloud.authUrl}/authorize`,
      token: `${soundcloud.authUrl}/oauth/token`,
      client: { token_endpoint_auth_method: 'client_secret_post' },
    },
  tidal: ({ tidal }) =>
    tidal && {
      clientId: tidal.clientId,
      clientSecret: tidal.clientSecret,
      checks: ['pkce', 'state'],
      authorization: { url: `${tidal.loginUrl}/authorize`, params: { scope: CAPABILITIES.tidal.scope } },
      token: `${tidal.authUrl}/v1/oauth2/token`,
      client: { token_endpoint_auth_method: 'client_secret_post' },
    },
  youtubeMusic: ({ youtubeMusic: youtube }) =>
    youtube && {
      clientId: youtube.clientId,
      clientSecret: youtube.clientSecret,
      checks: ['pkce', 'state'],
      // Google names itself in the answer (RFC 9207), which the engine holds against this.
      issuer: 'https://accounts.google.com',
      authorization: {
        url: youtube.authUrl,
        // Without both there is no refresh token, from the second consent of the same account on.
        params: { scope: CAPABILITIES.youtubeMusic.scope, access_type: 'offline', prompt: 'consent' },
      },
      token: youtube.tokenUrl,
      client: { token_endpoint_auth_method: 'client_secret_post' },
    },
};

export const asksOnItsPage = (dsp: Dsp): dsp is OauthDsp => dsp in SIGN_INS;

/** The DSPs' sign-ins this deployment has credentials for, each with state, PKCE where the DSP has it, and its one scope. */
export function fanProviders(env: Env): NextAuthConfig['providers'] {
  return DSPS.filter(asksOnItsPage).flatMap(dsp => {
    const signIn = SIGN_INS[dsp](env);
    if (!signIn) return [];
    const userinfo = {
      // `request` is asked in its place; the engine wants an address all the same
      url: env.appUrl,
      request: ({ tokens }: { tokens: TokenAnswer }) => askIdentity(env, dsp, tokens),
    };
    // The engine wants an id of everyone; ours is in `identity`, and no user is ever made of it.
    const provider: OAuth2Config<Profile> = {
      ...signIn,
      id: dsp,
      name: DSP_NAMES[dsp],
      type: 'oauth',
      userinfo,
      profile: () => ({ id: 'fan' }),
    };
    return [provider];
  });
}
