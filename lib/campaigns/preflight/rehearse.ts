import { clock } from '../../clock';
import { database } from '../../db';
import { deploymentOf } from '../../domain/deployment';
import type { CardHead, PreflightEvent } from '../../domain/preflight';
import type { Acting } from '../../domain/workspace';
import { catalogues, savingDsps } from '../../dsp/registry';
import { env } from '../../env';
import type { Campaign } from '../data';
import type { PreflightContext } from './check';
import { keepPreflight } from './keep';
import { checksOf, runChecks } from './run';
import { ownTrialsOf } from './own-trials';

/** What the rooms around this one know: where services ask, and what the head of the page will be. */
export type Given = Pick<PreflightContext, 'authorize'> & { headToBe: CardHead | null };

/** Rehearses a campaign with this deployment's own settings: tells each finding as it comes, keeps them all, and says when that is done. */
export async function rehearse(
  acting: Acting,
  campaign: Campaign,
  { authorize, headToBe }: Given,
  tell: (event: PreflightEvent) => void,
): Promise<void> {
  const settings = env();
  const trials = await ownTrialsOf(acting.workspace, campaign.id);
  const findings = await runChecks(
    checksOf({
      db: database().db,
      campaign,
      now: clock.now,
      appUrl: settings.appUrl,
      deployment: deploymentOf(settings),
      savers: savingDsps(settings, clock.now),
      catalogues: catalogues(settings, clock.now),
      authorize,
      trials,
      headToBe,
      fetch,
    }),
    tell,
  );
  const at = await keepPreflight(acting, campaign.slug, findings);
  if (at !== null) tell({ kind: 'done', at });
}
