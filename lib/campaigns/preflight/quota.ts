import { sql } from 'drizzle-orm';
import { DSP_NAMES, type Dsp } from '../../domain/dsp';
import { limitsOf } from '../../domain/deployment';
import { isLimited } from '../../domain/places';
import type { Found } from '../../domain/preflight';
import { dayMoment } from '../../domain/release-words';
import type { SavingDsp } from '../../dsp/types';
import { accountsOn } from '../../presaves/places';
import { readFull } from '../places';
import { savedOn, type Check, type PreflightContext } from './check';

/** Whether each service may be called now, and how many fans it still takes. Asks the database alone. */
export const quotaChecks = (ctx: PreflightContext): Check[] =>
  savedOn(ctx).map(saver => ({
    id: `quota:${saver.dsp}`,
    title: `${DSP_NAMES[saver.dsp]}: quota and places`,
    run: () => quotaOf(ctx, saver),
    late: {
      found: 'The database did not answer in time.',
      fanSees: 'Slow pages, and pre-saves that may fail.',
      mend: 'Look at the database of this deployment.',
    },
  }));

async function quotaOf(ctx: PreflightContext, { dsp, clientId }: SavingDsp): Promise<Found> {
  const { db, campaign, deployment } = ctx;
  const name = DSP_NAMES[dsp];
  const clients = new Map(savedOn(ctx).map(saver => [saver.dsp, saver.clientId]));
  const full = (await readFull(campaign, { deployment, clients, now: ctx.now() }, db)).find(one => one.dsp === dsp);
  if (full)
    return {
      state: 'warn',
      found: `${name} takes nobody more for this campaign${full.until === null ? '' : ` until ${dayMoment(full.until, null)} UTC`}.`,
      fanSees: `That ${name} takes nobody more, and the next best instead of it.`,
      mend: 'More places take more quota from the service: see Services in the settings.',
    };
  const blocked = await blockedUntil(ctx, dsp, clientId);
  if (blocked !== null)
    return {
      state: 'warn',
      found: `${name} has asked for a pause until ${dayMoment(blocked, null)} UTC.`,
      fanSees: 'Nothing before the release. Saves that are due wait for the end of the pause.',
      mend: 'Nothing to do: it goes on by itself.',
    };
  const limits = limitsOf(dsp, deployment);
  if (!isLimited(limits)) return { state: 'ok', found: `Nothing holds ${name} back, and it takes every fan.` };
  if (limits.accounts === null)
    return { state: 'ok', found: `Good for ${limits.savesADay} saves a day on ${name}; there are places left.` };
  const taken = await accountsOn(db, { campaignId: campaign.id, dsp, except: null, most: limits.accounts });
  return {
    state: 'warn',
    found: `${name} lets ${limits.accounts} listed accounts pre-save this campaign, and ${taken} of them have.`,
    fanSees: 'Whoever is not on the list is told so, and gets the next best.',
    mend: 'See Services in the settings for what it takes to have everybody.',
  };
}

async function blockedUntil({ db, now }: PreflightContext, dsp: Dsp, clientId: string): Promise<number | null> {
  const [gate] = await db.execute<{ ms: number | null }>(sql`
    select (extract(epoch from blocked_until) * 1000)::float8 as ms from pace_gates
    where dsp = ${dsp} and client_id = ${clientId}`);
  const until = gate?.ms ?? null;
  return until !== null && until > now() ? until : null;
}
