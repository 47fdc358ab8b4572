/** Why somebody is back on the sign-in page, in a sentence. The keys are what our own redirects say. */
const PROBLEMS: Record<string, string> = {
  link: 'That link has been used or has run out: each opens once, within 15 minutes. Ask for a new one here.',
  declined: 'You said no there, so nothing happened here. Choose another way in, or try again.',
  closed:
    'New artists come by invitation here, and none is open for that address or account. Ask somebody whose workspace you are to join, then sign in by a link to the address they invited.',
  provider: 'That sign-in did not come to an end. Try it again from here, or have a link sent to you.',
};

export function signInProblem(code: unknown): string | null {
  return typeof code === 'string' && Object.hasOwn(PROBLEMS, code) ? (PROBLEMS[code] ?? null) : null;
}
