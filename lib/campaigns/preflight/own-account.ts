import { DSP_NAMES } from '../../domain/dsp';
import { dayMoment } from '../../domain/release-words';
import { savedOn, type Check, type PreflightContext } from './check';

/** What the last save with the artist's own account came to, service by service. It is made on its own, by whoever agrees to it. */
export const ownAccountChecks = (ctx: PreflightContext): Check[] =>
  savedOn(ctx).flatMap(({ dsp }) => {
    const last = ctx.trials.find(trial => trial.dsp === dsp);
    if (!last) return [];
    const found = { ...last.found, found: `${last.found.found} Tried on ${dayMoment(last.at, 'UTC')} UTC.` };
    return [
      {
        id: `own-account:${dsp}`,
        title: `${DSP_NAMES[dsp]}: a real save`,
        run: async () => found,
        late: { found: 'What was found could not be read.', fanSees: null, mend: null },
      },
    ];
  });
