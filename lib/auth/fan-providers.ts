import type { NextAuthConfig, Profile } from 'next-auth';
import type { customFetch } from 'next-auth';
import type { OAuth2Config } from 'next-auth/providers';
import { z } from 'zod';
import { CAPABILITIES } from '../domain/capability';
import { identify } from '../dsp/registry';
import { DSP_NAMES, DSPS, type Dsp } from '../domain/dsp';
import type { DspSettings, Env } from '../env';
import { clock } from '../clock';

const identitySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ok'), accountId: z.string().min(1), country: z.string().nullable() }),
  z.object({ kind: z.literal('not_registered') }),
  z.object({ kind: z.literal('unknown') }),
]);

/** Who consented: an account (with its territory where the DSP tells), one that the DSP does not let this app serve, or nobody could tell. */
export type Identity = z.output<typeof identitySchema>;

/** The identity a provider below put into the profile. */
export function readIdentity(profile: Profile | undefined): Identity {
  const read = identitySchema.safeParse(profile?.identity);
  return read.success ? read.data : { kind: 'unknown' };
}

/** Asks the DSP who this is, right after the exchange. Every answer is a value: only that way can the fan be told which it was. */
async function askIdentity(env: Env, dsp: Dsp, accessToken: string | undefined): Promise<{ identity: Identity }> {
  if (!accessToken) return { identity: { kind: 'unknown' } };
  const answer = await identify(env, dsp, { token: accessToken, expiresAt: Infinity }, clock.now);
  if (answer.kind === 'ok') return { identity: { kind: 'ok', accountId: answer.accountId, country: answer.country } };
  return { identity: { kind: answer.kind === 'not_registered' ? 'not_registered' : 'unknown' } };
}

/** How one DSP is asked for its permission. */
type SignIn = Pick<
  OAuth2Config<Profile>,
  'clientId' | 'clientSecret' | 'checks' | 'authorization' | 'token' | 'client' | typeof customFetch
>;

/** Each DSP's sign-in from its own settings; null without them. Whose the permission is, is asked in one way for all, below. */
const SIGN_INS: Record<keyof DspSettings, (settings: DspSettings) => SignIn | null> = {
  spotify: ({ spotify }) =>
    spotify && {
      clientId: spotify.clientId,
      clientSecret: spotify.clientSecret,
      checks: ['pkce', 'state'],
      authorization: { url: `${spotify.accountsUrl}/authorize`, params: { scope: CAPABILITIES.spotify.scope } },
      token: `${spotify.accountsUrl}/api/token`,
    },
};

const isSaver = (dsp: Dsp): dsp is keyof DspSettings => dsp in SIGN_INS;

/** The DSPs' sign-ins this deployment has credentials for, each with state, PKCE where the DSP has it, and its one scope. */
export function fanProviders(env: Env): NextAuthConfig['providers'] {
  return DSPS.filter(isSaver).flatMap(dsp => {
    const signIn = SIGN_INS[dsp](env);
    if (!signIn) return [];
    const userinfo = {
      // `request` is asked in its place; the engine wants an address all the same
      url: env.appUrl,
      request: ({ tokens }: { tokens: { access_token?: string } }) => askIdentity(env, dsp, tokens.access_token),
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
