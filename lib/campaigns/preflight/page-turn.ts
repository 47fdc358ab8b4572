import { nextPhaseChange } from '../../domain/phase';
import type { Found } from '../../domain/preflight';
import { firstMoment, lastMoment, releaseMoment } from '../../domain/release-moment';
import { dayMoment } from '../../domain/release-words';
import { toFanPage } from '../fan-page';
import type { Campaign } from '../data';
import type { Check, PreflightContext } from './check';

/** Three fans: among the first, in between, and hours behind. */
const FANS = [
  { territory: 'NZ', zone: 'Pacific/Auckland', place: 'Auckland' },
  { territory: 'DE', zone: 'Europe/Berlin', place: 'Berlin' },
  { territory: 'US', zone: 'America/Los_Angeles', place: 'Los Angeles' },
] as const;

const LATE = { found: 'This host did not come to it in time.', fanSees: null, mend: 'Run the preflight again.' };

/** Whether the page turns at the right second: what a page made one second before and at each moment would show. */
export const pageTurnCheck = (ctx: PreflightContext): Check => ({
  id: 'page-turn',
  title: 'The page turns over',
  run: () => Promise.resolve(turnsWell(ctx)),
  late: LATE,
});

function turnsWell({ campaign, deployment }: PreflightContext): Found {
  const { release } = campaign;
  const [first, last] = [firstMoment(release), lastMoment(release)];
  // as it is once it is public: a draft has no page
  const shown: Campaign = {
    ...campaign,
    publishedAt: Math.min(campaign.publishedAt ?? first - 1, first - 1),
    endedAt: null,
  };
  const at = (instant: number) => toFanPage(shown, deployment, instant);
  const [eve, begun, over] = [at(first - 1), at(first), at(last)];
  const wrong =
    eve?.phase !== 'presave' || eve.after.length > 0
      ? 'one second before the first midnight it already offers listening'
      : begun?.phase !== (first === last ? 'live' : 'rolling') || nextPhaseChange(shown, first - 1) !== first
        ? 'it does not turn at the first moment'
        : over?.phase !== 'live' || over.before.length > 0
          ? 'after the last moment it still asks for pre-saves'
          : wrongZone(begun, campaign);
  if (wrong)
    return {
      state: 'fail',
      found: `The page would be wrong: ${wrong}.`,
      fanSees: 'A pre-save where they could listen, or a play button before it is out.',
      mend: 'This is a fault of ours. Report it with the address of this page.',
    };
  const moments = FANS.map(({ territory, zone, place }) => {
    const moment = releaseMoment(release, territory);
    return `${place} ${dayMoment(moment, zone)}`;
  });
  return {
    state: 'ok',
    found: `Pre-save one second before, listening from then on: ${moments.join('; ')} (each by its own clock).`,
  };
}

/** The table that the page carries for browsers has to say what the server goes by. */
function wrongZone(page: NonNullable<ReturnType<typeof toFanPage>>, { release }: Campaign): string | null {
  const { moments } = page;
  for (const { territory, zone, place } of FANS) {
    const expected = releaseMoment(release, territory);
    const carried =
      moments.mode === 'instant'
        ? moments.at
        : Object.entries(moments.zones).find(([, zones]) => zones.split(' ').includes(zone))?.[0];
    if (carried === undefined) continue;
    const ms = moments.mode === 'instant' ? Number(carried) : Number(carried) * 1000;
    if (ms !== expected) return `the copy in a browser in ${place} turns at another second`;
  }
  return null;
}
