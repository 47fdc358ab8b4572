import { DSP_NAMES, type Dsp } from '../../domain/dsp';
import type { Found } from '../../domain/preflight';
import { savedOn, type Check, type PreflightContext } from './check';

/**
 * Whether each service takes our way back, asked as a fan's browser asks. A refusal is one at once (RFC 6749, 4.1.2.1: the browser is
 * not sent back to an address that is not registered); a yes is only told to somebody who is signed in there.
 */
export const redirectChecks = (ctx: PreflightContext): Check[] =>
  savedOn(ctx).flatMap(({ dsp }) => {
    const address = ctx.authorize.get(dsp);
    if (!address) return [];
    const name = DSP_NAMES[dsp];
    return [
      {
        id: `redirect:${dsp}`,
        title: `${name}: the way back`,
        run: signal => wayBack(ctx, dsp, address, signal),
        late: {
          found: `${name}’s sign-in page did not answer in time.`,
          fanSees: `Whoever chooses ${name} now waits for a page that does not come.`,
          mend: 'Run the preflight again in a few minutes.',
        },
      },
    ];
  });

async function wayBack(
  { fetch }: PreflightContext,
  dsp: Dsp,
  { ask, back }: { ask: string; back: string },
  signal: AbortSignal,
): Promise<Found> {
  const name = DSP_NAMES[dsp];
  const answer = await fetch(ask, { redirect: 'manual', cache: 'no-store', signal }).catch(() => null);
  if (!answer || answer.status >= 500)
    return {
      state: 'fail',
      found: `${name}’s sign-in page gives no usable answer${answer ? ` (status ${answer.status})` : ''}.`,
      fanSees: `An error page in the place of ${name}’s question.`,
      mend: 'Run the preflight again in a few minutes.',
    };
  if (answer.status >= 400 || isRefusal(answer.headers.get('location')))
    return {
      state: 'fail',
      found: `${name} refuses the address that fans are sent back to: ${back}`,
      fanSees: `An error page at ${name} instead of the question, and no way back to this page.`,
      mend: `Add exactly this address to the redirect addresses of your app on ${name}’s developer pages.`,
    };
  return {
    state: 'ok',
    found: `${name} does not refuse ${back}. Whether it takes it, it only tells somebody who signs in.`,
  };
}

/** Some send the browser on to an error page of their own. */
const isRefusal = (location: string | null) => location !== null && /[/?&#](auth)?_?error/i.test(location);
