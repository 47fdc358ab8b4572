import { LINK_MINUTES } from '../domain/sign-in';
import type { Letter } from './letter';

/** The mail with the link that signs an artist in. `host` names this Upbeat, so that the reader knows which one asked. */
export function signInLetter(host: string, href: string): Letter {
  return {
    subject: `Sign in to Upbeat (${host})`,
    paragraphs: [`Somebody, most likely you, asked to sign in to Upbeat at ${host} with this address.`],
    button: { label: 'Sign in', href },
    closing: [
      `It opens once, within ${LINK_MINUTES} minutes, in any browser. We never ask for a password.`,
      'If it was not you, do nothing: without this mail nobody can sign in as you.',
    ],
  };
}
