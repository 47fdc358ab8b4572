/** Where else an artist can sign in, besides by a link in a mail. */
export const SIGN_IN_PROVIDERS = ['google', 'spotify'] as const;
export type SignInProvider = (typeof SIGN_IN_PROVIDERS)[number];

export function isSignInProvider(text: string): text is SignInProvider {
  return SIGN_IN_PROVIDERS.some(provider => provider === text);
}

export const SIGN_IN_NAMES: Record<SignInProvider, string> = { google: 'Google', spotify: 'Spotify' };

/** For how long a link in a mail opens (minutes), and an invitation (days). */
export const LINK_MINUTES = 15;
export const INVITATION_DAYS = 7;

/** For how long a browser stays signed in. */
export const SESSION_DAYS = 30;

/** Where a sign-in may lead: an artist's own pages, by path alone. Anything else leads to the dashboard. */
export function ownPath(path: string | null | undefined): string {
  const plain =
    path && /^\/[\w\-/~.%]*(\?[\w\-/~.%=&+]*)?$/.test(path) && !path.startsWith('//') && !path.includes('..');
  return plain && /^\/(dashboard|invitation|welcome)(\/|\?|$)/.test(path) ? path : '/dashboard';
}

/**
 * The address that a Google account proves to own, or null. Google is the authority for its own mailboxes and for those of a
 * Workspace domain (`hd`); any other address it has once verified may have changed hands since.
 * Source: developers.google.com/identity/gsi/web/guides/verify-google-id-token
 */
export function provenGoogleEmail(profile: { email?: unknown; email_verified?: unknown; hd?: unknown }): string | null {
  const { email, email_verified: verified, hd } = profile;
  if (typeof email !== 'string' || (verified !== true && verified !== 'true')) return null;
  const ownMailbox = /@gmail\.com$/i.test(email);
  const ownDomain = typeof hd === 'string' && hd !== '' && email.toLowerCase().endsWith(`@${hd.toLowerCase()}`);
  return ownMailbox || ownDomain ? email.toLowerCase() : null;
}
