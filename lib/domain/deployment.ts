import { CAPABILITIES } from './capability';
import { ON, type SaverReach, type Tier } from './capability-row';
import { DSPS, type Dsp } from './dsp';

/** The services this deployment saves on. Computed from its configuration, never from a logo. */
export type Deployment = {
  savers: Partial<Record<Dsp, SaverReach>>;
  /** where this deployment's standing with a service gives a grant fewer days than the service's row */
  grantDays?: Partial<Record<Dsp, number>>;
  /** where a service takes only so many fans here */
  limits?: Partial<Record<Dsp, PlaceLimits>>;
  /** as the settings name them; `on` where a service has none */
  tiers?: Partial<Record<Dsp, string>>;
};

/** For how many fans a service saves. `accounts`: different ones on one campaign; `savesADay`: on all campaigns together; null: no limit. */
export type PlaceLimits = { accounts: number | null; savesADay: number | null };

/** What settings say of a service that saves, as far as its rules are concerned. `units`: a day's, where they are not the usual ones. */
type Setting = { tier?: string; units?: number };

/** What this deployment can save on, from its settings by service. One without settings, or without a row for its tier, is left out. */
export function deploymentOf(settings: Partial<Record<Dsp, object | null>>): Required<Deployment> {
  const deployment: Required<Deployment> = { savers: {}, grantDays: {}, limits: {}, tiers: {} };
  for (const dsp of DSPS) {
    const setting: Setting | null | undefined = settings[dsp];
    const name = setting?.tier ?? ON;
    const tier = setting && CAPABILITIES[dsp].tiers[name];
    if (!tier) continue;
    deployment.savers[dsp] = tier.reach;
    deployment.tiers[dsp] = name;
    if (tier.grantDays !== undefined) deployment.grantDays[dsp] = tier.grantDays;
    const limits = limitsIn(dsp, tier, setting.units);
    if (limits.accounts !== null || limits.savesADay !== null) deployment.limits[dsp] = limits;
  }
  return deployment;
}

/** A save costs its own units and those of its consent, which may fall on the same day. */
function limitsIn(dsp: Dsp, { listed }: Tier, units?: number): PlaceLimits {
  const { quota } = CAPABILITIES[dsp];
  const daily = quota?.daily;
  const savesADay = daily
    ? Math.max(0, Math.floor(((units ?? daily.units) - daily.spare) / (quota.presave + quota.save)))
    : null;
  return { accounts: listed ?? null, savesADay };
}

/** A service that takes everybody. */
export const NO_LIMITS: PlaceLimits = { accounts: null, savesADay: null };

/** For how many fans `dsp` saves in this deployment. */
export function limitsOf(dsp: Dsp, { limits = {} }: Pick<Deployment, 'limits'>): PlaceLimits {
  return limits[dsp] ?? NO_LIMITS;
}

/** For how many days a grant of `dsp` is counted on in this deployment; null: no grant. */
export function grantDaysOf(dsp: Dsp, { grantDays = {} }: Pick<Deployment, 'grantDays'>): number | null {
  return grantDays[dsp] ?? CAPABILITIES[dsp].grantDays;
}
