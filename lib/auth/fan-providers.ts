import type { NextAuthConfig, Profile } from 'next-auth';
import Spotify from 'next-auth/providers/spotify';
import { z } from 'zod';
import { CAPABILITIES } from '../domain/capability';
import { identify } from '../dsp/registry';
import type { Dsp } from '../domain/dsp';
import type { Env } from '../env';
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
  const answer = await identify({ spotify: env.spotify && { ...env.spotify, now: clock.now } }, dsp, {
    token: accessToken,
    expiresAt: Infinity,
  });
  if (answer.kind === 'ok') return { identity: { kind: 'ok', accountId: answer.accountId, country: answer.country } };
  return { identity: { kind: answer.kind === 'not_registered' ? 'not_registered' : 'unknown' } };
}

/** The DSPs' sign-ins this deployment has credentials for, each with PKCE, state and its one scope. */
export function fanProviders(env: Env): NextAuthConfig['providers'] {
  const { spotify } = env;
  if (!spotify) return [];
  return [
    Spotify({
      clientId: spotify.clientId,
      clientSecret: spotify.clientSecret,
      checks: ['pkce', 'state'],
      authorization: { url: `${spotify.accountsUrl}/authorize`, params: { scope: CAPABILITIES.spotify.scope } },
      token: `${spotify.accountsUrl}/api/token`,
      userinfo: {
        url: `${spotify.apiUrl}/v1/me`,
        request: ({ tokens }: { tokens: { access_token?: string } }) =>
          askIdentity(env, 'spotify', tokens.access_token),
      },
      // The engine wants an id of everyone; ours is in `identity`, and no user is ever made of it.
      profile: () => ({ id: 'fan' }),
    }),
  ];
}
