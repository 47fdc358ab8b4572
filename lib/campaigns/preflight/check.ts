import type { Db } from '../../db';
import type { Deployment } from '../../domain/deployment';
import type { Dsp } from '../../domain/dsp';
import type { CardHead, Finding, Found, OwnTrial, PlannedCheck } from '../../domain/preflight';
import type { CatalogueDsp, SavingDsp } from '../../dsp/types';
import type { Campaign } from '../data';

/** All that the checks look at. Adapters are made for this one run, so that no token of an earlier one answers for them. */
export type PreflightContext = {
  db: Db;
  campaign: Campaign;
  /** epoch ms by this host */ now: () => number;
  appUrl: string;
  deployment: Deployment;
  savers: ReadonlyMap<Dsp, SavingDsp>;
  catalogues: readonly CatalogueDsp[];
  /** where each service asks a fan, and where it is to send the browser back to */
  authorize: ReadonlyMap<Dsp, { ask: string; back: string }>;
  /** the last saves with the artist's own account */
  trials: readonly OwnTrial[];
  /** the head of the page as it will be; null where there is a page to read it from */
  headToBe: CardHead | null;
  /** asks an address of the web; a test puts its own here */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
};

/** One check. `late`: what it means that there is no answer in time. */
export type Check = PlannedCheck & {
  run: (signal: AbortSignal) => Promise<Found>;
  late: Pick<Finding, 'found' | 'fanSees' | 'mend'>;
};

/** The services of the campaign on which this deployment saves. */
export function savedOn({ campaign, deployment, savers }: PreflightContext): SavingDsp[] {
  return campaign.services.flatMap(({ dsp }) => (deployment.savers[dsp] && savers.get(dsp)) || []);
}
