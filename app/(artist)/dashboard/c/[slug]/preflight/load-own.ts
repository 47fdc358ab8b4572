import type { OwnAccountView } from '@/components/artist/preflight/own-account';
import type { Campaign } from '@/lib/campaigns/data';
import { releaseToTry } from '@/lib/campaigns/preflight/trial-release';
import { ownTrialsOf } from '@/lib/campaigns/preflight/own-trials';
import { CAPABILITIES } from '@/lib/domain/capability';
import { deploymentOf, limitsOf } from '@/lib/domain/deployment';
import { DSP_NAMES } from '@/lib/domain/dsp';
import type { WorkspaceId } from '@/lib/domain/workspace';
import { env } from '@/lib/env';

/** The services of a campaign on which a save can be tried with an account of one's own, each with what the last trial came to. */
export async function loadOwnAccounts(
  workspace: WorkspaceId,
  campaign: Campaign,
  now: number,
): Promise<OwnAccountView[]> {
  const deployment = deploymentOf(env());
  const dsps = campaign.services
    .map(({ dsp }) => dsp)
    .filter(dsp => deployment.savers[dsp] && CAPABILITIES[dsp].trialScope);
  const trials = await ownTrialsOf(workspace, campaign.id);
  return Promise.all(
    dsps.map(async dsp => ({
      dsp,
      name: DSP_NAMES[dsp],
      listed: limitsOf(dsp, deployment).accounts,
      release: await releaseToTry(workspace, campaign, dsp, now),
      last: trials.find(trial => trial.dsp === dsp) ?? null,
    })),
  );
}
