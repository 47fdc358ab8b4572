import { CAPABILITIES } from '../../domain/capability';
import { DSP_NAMES } from '../../domain/dsp';
import { listWords } from '../../domain/list-words';
import type { Found } from '../../domain/preflight';
import type { Failure, SavingDsp } from '../../dsp/types';
import { savedOn, type Check, type PreflightContext } from './check';

/** Whether each service knows this deployment's app: a request of its own for each, nothing remembered. */
export const credentialChecks = (ctx: PreflightContext): Check[] =>
  savedOn(ctx).map(saver => {
    const name = DSP_NAMES[saver.dsp];
    return {
      id: `credentials:${saver.dsp}`,
      title: `${name}: credentials`,
      run: signal => credentialsOf(saver, signal),
      late: {
        found: `${name} did not answer in time.`,
        fanSees: `Whoever chooses ${name} now waits, and then reads that it does not answer.`,
        mend: `Run the preflight again in a few minutes. If ${name} stays silent, its status page knows more.`,
      },
    };
  });

async function credentialsOf(saver: SavingDsp, signal: AbortSignal): Promise<Found> {
  const name = DSP_NAMES[saver.dsp];
  if (!saver.credentials)
    return {
      state: 'skipped',
      found: `${name} tells nothing about an app without a person who signs in. Pre-save once yourself to be sure.`,
    };
  const answer = await saver.credentials(signal);
  if (answer.kind === 'ok') return { state: 'ok', found: `${name} knows this app.` };
  return troubleWith(saver, answer);
}

function troubleWith({ dsp }: SavingDsp, failure: Failure): Found {
  const name = DSP_NAMES[dsp];
  const detail = 'detail' in failure ? failure.detail : '';
  const variables = CAPABILITIES[dsp].needs?.variables ?? [];
  if (failure.kind === 'refused' || failure.kind === 'access_expired' || detail.includes('(check '))
    return {
      state: 'fail',
      found: `${name} does not know this app${detail && `: ${detail}`}.`,
      fanSees: `An error at ${name} instead of the question for a permission, and nothing is saved at the release.`,
      mend: `Compare ${listWords(variables)} with what ${name}’s developer pages show, set them anew and start Upbeat again.`,
    };
  if (failure.kind === 'rate_limited' || failure.kind === 'quota_exceeded')
    return {
      state: 'warn',
      found: `${name} asks for patience: this app has called too often.`,
      fanSees: `Pre-saving on ${name} may fail until that is over; saves wait and are made later.`,
      mend: 'Wait, then run the preflight again.',
    };
  return {
    state: 'fail',
    found: `${name} gives no usable answer${detail && ` (${detail})`}.`,
    fanSees: `Whoever chooses ${name} now reads that it does not answer.`,
    mend: `Run the preflight again in a few minutes. If it stays so, ${name}’s status page knows more.`,
  };
}
