import { CAPABILITIES } from './capability';
import type { Dsp } from './dsp';

/** What this deployment can do for a service that saves: for everyone, or only for listed fans. */
export type SaverReach = 'everyone' | 'listed';

/** The services this deployment saves on. Computed from its configuration, never from a logo. */
export type Deployment = {
  savers: Partial<Record<Dsp, SaverReach>>;
  /** where this deployment's standing with a service gives a grant fewer days than the service's row */
  grantDays?: Partial<Record<Dsp, number>>;
};

/** For how many days a grant of `dsp` is counted on in this deployment; null: no grant. */
export function grantDaysOf(dsp: Dsp, { grantDays = {} }: Pick<Deployment, 'grantDays'>): number | null {
  return grantDays[dsp] ?? CAPABILITIES[dsp].grantDays;
}
