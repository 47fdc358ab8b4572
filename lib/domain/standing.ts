import { CAPABILITIES } from './capability';
import type { Mode, NewOperator } from './capability-row';
import { limitsOf, type Deployment } from './deployment';
import { DSP_NAMES, DSPS, type Dsp } from './dsp';
import { saveWords } from './save-words';

/** What one deployment can do on one service, what it lacks for more, and how to get that. For an operator. */
export type ServiceStanding = {
  dsp: Dsp;
  name: string;
  /** all that it can be on a campaign's page here, the best first */ modes: readonly Mode[];
  /** as the settings name it; null where it does not save */ tier: string | null;
  /** what fans get at best: "Saves it to your library, for everyone" */ now: string;
  /** where a service takes only so many fans here */ limit: string | null;
  /** the variables that are to be set before it saves */ missing: readonly string[];
  /** how to get more out of it; null where there is no more */ more: string | null;
  today: NewOperator;
};

const SAVING: readonly Mode[] = ['adds', 'saves'];
const PROMISES: Partial<Record<Mode, string>> = { 'service-presave': ', or an artist’s own pre-save page' };

/** Where this deployment stands, service by service. */
export function standingOf(deployment: Deployment): ServiceStanding[] {
  return DSPS.map(dsp => {
    const { modes, needs, today } = CAPABILITIES[dsp];
    const tier = deployment.savers[dsp] ? (deployment.tiers?.[dsp] ?? null) : null;
    const saves = deployment.savers[dsp] !== undefined;
    return {
      dsp,
      name: DSP_NAMES[dsp],
      modes: saves ? modes : modes.filter(mode => !SAVING.includes(mode)),
      tier,
      now: nowWords(dsp, deployment),
      limit: limitWords(dsp, deployment),
      missing: saves || !needs ? [] : [...(needs.tier ? [needs.tier] : []), ...needs.variables],
      more: moreWords(dsp, deployment),
      today,
    };
  });
}

function nowWords(dsp: Dsp, { savers }: Deployment): string {
  const { modes, permission } = CAPABILITIES[dsp];
  const others = modes.map(mode => PROMISES[mode] ?? '').join('');
  if (!savers[dsp]) return `A link and a reminder${others}`;
  const when = permission === 'musickit' ? 'now or at the release' : 'at the release';
  const whom = savers[dsp] === 'everyone' ? 'for everyone' : 'for listed accounts';
  return `${saveWords(dsp).promise} ${when}, ${whom}`;
}

/** "5 accounts on a campaign; 188 saves a day": beyond that the next fan gets the next best. */
function limitWords(dsp: Dsp, deployment: Deployment): string | null {
  const { accounts, savesADay } = limitsOf(dsp, deployment);
  const words = [
    ...(accounts === null ? [] : [`${accounts} accounts on a campaign`]),
    ...(savesADay === null ? [] : [`${savesADay} saves a day`]),
  ];
  return words.length > 0 ? words.join('; ') : null;
}

/** The tier above, or the first one; beyond the last a day's units can still be raised. */
function moreWords(dsp: Dsp, { savers, tiers }: Deployment): string | null {
  const { needs, tiers: known, quota } = CAPABILITIES[dsp];
  if (!needs) return null;
  if (!savers[dsp]) return `It takes ${needs.from}.`;
  if (savers[dsp] === 'listed') {
    const [above] = Object.entries(known).filter(([name, { reach }]) => reach === 'everyone' && name !== tiers?.[dsp]);
    return above ? `For ${above[1].who}: ${above[1].takes} (${needs.tier}=${above[0]}).` : null;
  }
  return quota?.daily ? `For more: ${quota.daily.variable}, once the service has granted more units.` : null;
}
