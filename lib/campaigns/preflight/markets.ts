import { CAPABILITIES } from '../../domain/capability';
import { DSP_NAMES, DSPS, type Dsp } from '../../domain/dsp';
import { listWords } from '../../domain/list-words';
import type { Found } from '../../domain/preflight';
import { firstMoment } from '../../domain/release-moment';
import { isSameRelease } from '../../domain/same-release';
import { territoryName } from '../../domain/territory-names';
import type { CatalogueDsp, ReleaseKey } from '../../dsp/types';
import type { Campaign } from '../data';
import type { Check, PreflightContext } from './check';

/** Large ones, on four continents. */
const MARKETS = ['US', 'GB', 'DE', 'JP', 'BR'];

const keyOf = ({ upc, isrcs, services }: Campaign, dsp: Dsp): ReleaseKey => ({
  uri: services.find(links => links.dsp === dsp)?.uri ?? null,
  upc,
  isrcs,
});

/** Whether each catalogue leads to the release, market by market, and what leads there where there is no catalogue to ask. */
export function marketChecks(ctx: PreflightContext): Check[] {
  const wanted = DSPS.filter(dsp => ctx.campaign.services.some(links => links.dsp === dsp));
  return wanted.flatMap(dsp => {
    const name = DSP_NAMES[dsp];
    const catalogue = ctx.catalogues.find(one => one.dsp === dsp);
    if (!catalogue && !ctx.deployment.savers[dsp]) return [];
    return [
      {
        id: `market:${dsp}`,
        title: `${name}: the release`,
        run: signal => (catalogue ? inCatalogue(ctx, catalogue, signal) : Promise.resolve(byLink(ctx, dsp))),
        late: {
          found: `${name}’s catalogue did not answer in time.`,
          fanSees: 'Nothing yet: it is asked again at the release.',
          mend: 'Run the preflight again in a few minutes.',
        },
      },
    ];
  });
}

const NOTHING_LEADS = {
  fanSees: 'No pre-save on this service: only a reminder and, at the release, no link either.',
  mend: 'Add the UPC or an ISRC from your distributor, or the link of the release.',
};

function byLink({ campaign }: PreflightContext, dsp: Dsp): Found {
  const name = DSP_NAMES[dsp];
  const key = keyOf(campaign, dsp);
  if (key.uri !== null)
    return { state: 'skipped', found: `The link leads to ${name}; its catalogue cannot be asked from here.` };
  return { state: 'warn', found: `${name} can only be found by a link, and there is none.`, ...NOTHING_LEADS };
}

async function inCatalogue(
  { campaign, deployment, now }: PreflightContext,
  catalogue: CatalogueDsp,
  signal: AbortSignal,
): Promise<Found> {
  const { dsp } = catalogue;
  const name = DSP_NAMES[dsp];
  const key = keyOf(campaign, dsp);
  if (key.uri === null && key.upc === null && key.isrcs.length === 0) {
    const saves = deployment.savers[dsp] !== undefined && !CAPABILITIES[dsp].byLinkOnly;
    return { state: saves ? 'fail' : 'warn', found: `Nothing leads to the release on ${name}.`, ...NOTHING_LEADS };
  }
  const answers = await Promise.all(
    MARKETS.map(async market => ({ market, answer: await catalogue.describe(key, market, signal) })),
  );
  const known = answers.flatMap(({ market, answer }) =>
    answer.kind === 'ok' && answer.description ? [{ market, description: answer.description }] : [],
  );
  const silent = answers.filter(({ answer }) => !['ok', 'not_live', 'refused'].includes(answer.kind));
  const other = known.find(({ description }) => !isSameRelease(campaign, description));
  const words = (markets: readonly { market: string }[]) =>
    listWords(markets.map(({ market }) => territoryName(market)));
  if (other)
    return {
      state: 'fail',
      found: `What we have leads to “${other.description.title}” by ${other.description.artist} on ${name}.`,
      fanSees: 'Another release than yours in their library.',
      mend: 'Compare the code and the link with those of your distributor.',
    };
  if (silent.length === answers.length)
    return {
      state: 'fail',
      found: `${name}’s catalogue gives no usable answer.`,
      fanSees: 'Nothing yet: it is asked again at the release.',
      mend: 'See whether the credentials of this service are well, then run the preflight again.',
    };
  if (known.length === answers.length) return { state: 'ok', found: `Found in ${words(known)}.` };
  if (now() >= firstMoment(campaign.release) && known.length === 0)
    return {
      state: 'fail',
      found: `The release is out, and ${name} has it in none of ${words(answers)}.`,
      fanSees: 'Their pre-save waits: it is saved as soon as the service has the release.',
      mend: 'Ask your distributor whether it was delivered to this service.',
    };
  const missing = answers.filter(({ market }) => !known.some(one => one.market === market));
  if (known.length === 0)
    return {
      state: 'ok',
      found: `Not in the catalogue yet, as is usual before a release. It is looked for there by ${byWords(key)} on the day.`,
    };
  return {
    state: 'warn',
    found: `Found in ${words(known)}; not in ${words(missing)}.`,
    fanSees: 'Fans in those countries wait until the service has it there.',
    mend: 'Before the release this is usual. After it, ask your distributor about these territories.',
  };
}

const byWords = ({ uri, upc }: ReleaseKey) => (uri !== null ? 'its link' : upc !== null ? 'its UPC' : 'its ISRC');
