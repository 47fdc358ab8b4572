import type { NextAuthConfig, Profile } from 'next-auth';
import type { OAuth2Config } from 'next-auth/providers';
import { provenGoogleEmail, SIGN_IN_NAMES, SIGN_IN_PROVIDERS, type SignInProvider } from '../domain/sign-in';
import type { SignInSettings } from '../env';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/**
 * Each provider with the least it can be asked for. An address counts only where its provider proves it: Google for its own, and
 * Spotify never (its documentation calls the address unverified), so that nobody can be there first under somebody else's.
 */
const PROVIDERS: Record<SignInProvider, (settings: SignInSettings) => OAuth2Config<Profile> | null> = {
  google: ({ google }) =>
    google && {
      id: 'google',
      name: SIGN_IN_NAMES.google,
      type: 'oauth',
      clientId: google.clientId,
      clientSecret: google.clientSecret,
      checks: ['pkce', 'state'],
      // Google names itself in the answer (RFC 9207), which the engine holds against this.
      issuer: 'https://accounts.google.com',
      authorization: {
        url: google.authUrl,
        params: {
          scope: 'https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/userinfo.profile',
          prompt: 'select_account',
        },
      },
      token: google.tokenUrl,
      userinfo: google.userinfoUrl,
      client: { token_endpoint_auth_method: 'client_secret_post' },
      // Only addresses that `provenGoogleEmail` lets through come as far as this.
      allowDangerousEmailAccountLinking: true,
      profile: profile => ({ id: String(profile.sub), name: text(profile.name), email: provenGoogleEmail(profile) }),
    },
  spotify: ({ spotify }) =>
    spotify && {
      id: 'spotify',
      name: SIGN_IN_NAMES.spotify,
      type: 'oauth',
      clientId: spotify.clientId,
      clientSecret: spotify.clientSecret,
      checks: ['pkce', 'state'],
      authorization: { url: `${spotify.accountsUrl}/authorize`, params: { scope: '' } },
      token: `${spotify.accountsUrl}/api/token`,
      userinfo: `${spotify.apiUrl}/v1/me`,
      profile: profile => ({ id: String(profile.id), name: text(profile['display_name']), email: null }),
    },
};

/** The providers this deployment has a client for, in the order in which they are offered. */
export function offeredProviders(settings: SignInSettings): SignInProvider[] {
  return SIGN_IN_PROVIDERS.filter(provider => settings[provider] !== null);
}

/** The engine's own configuration of them. */
export function artistProviders(settings: SignInSettings): NextAuthConfig['providers'] {
  return SIGN_IN_PROVIDERS.flatMap(provider => PROVIDERS[provider](settings) ?? []);
}
