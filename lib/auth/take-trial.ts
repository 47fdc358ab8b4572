import type { Account, Profile } from 'next-auth';
import type { TrialConsent } from '../domain/preflight';
import { readIdentity } from './fan-providers';
import type { TrialIntent } from './trial-intent';

/** The screen a trial is begun on and told on; `ended` when it came to nothing before anything was tried. */
export function trialPath({ slug }: Pick<TrialIntent, 'slug'>, ended?: 'declined' | 'interrupted'): string {
  return `/dashboard/c/${slug}/preflight${ended ? `?trial=${ended}` : ''}#own-account`;
}

/** Judges a consent that came back for a trial. Nothing of it is kept: whoever called makes the trial and lets the permission go. */
export function takeTrial(
  trial: TrialIntent & { isOver: boolean },
  account: Account | null | undefined,
  profile: Profile | undefined,
): { consent: TrialConsent | null; path: string } {
  if (trial.isOver || account?.provider !== trial.dsp) return { consent: null, path: trialPath(trial, 'interrupted') };
  const { slug, dsp, uri } = trial;
  const identity = readIdentity(profile);
  const refreshToken = account.refresh_token;
  const market = (identity.kind === 'ok' && identity.country) || trial.market;
  const given: TrialConsent['given'] =
    identity.kind === 'ok'
      ? refreshToken
        ? { kind: 'ok', refreshToken }
        : { kind: 'unknown' }
      : { kind: identity.kind };
  return { consent: { slug, dsp, uri, market, given }, path: trialPath(trial) };
}
