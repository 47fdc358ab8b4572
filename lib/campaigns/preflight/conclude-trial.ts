import { sql } from 'drizzle-orm';
import { ownTrials } from '../../../drizzle/schema/preflight';
import { clock } from '../../clock';
import { database, type Db } from '../../db';
import { DSP_NAMES } from '../../domain/dsp';
import type { TrialConsent } from '../../domain/preflight';
import type { Acting } from '../../domain/workspace';
import { savingDsps } from '../../dsp/registry';
import type { SavingDsp } from '../../dsp/types';
import { env } from '../../env';
import { writeLog } from '../../workspaces/log';
import { findOwnCampaign } from '../of-workspace';
import { holdOwn } from '../own-row';
import { failed, tryOwnAccount } from './trial';

/** Tries a save with the artist's own account, keeps what came of it and nothing of the account. False: the campaign is not theirs. */
export async function concludeTrial(
  acting: Acting,
  consent: TrialConsent,
  saver: SavingDsp | undefined = savingDsps(env(), clock.now).get(consent.dsp),
  db: Db = database().db,
): Promise<boolean> {
  const { slug, dsp, uri, market, given } = consent;
  if (!saver || !(await findOwnCampaign(acting.workspace, slug, db))) return false;
  const found =
    given.kind === 'ok'
      ? await tryOwnAccount(saver, uri, { refreshToken: given.refreshToken, market }, clock.now)
      : failed(saver, `${DSP_NAMES[dsp]} gave no permission that lasts`, refusalOf(given.kind));
  return db.transaction(async tx => {
    const own = await holdOwn(tx, acting.workspace, slug);
    if (!own) return false;
    await tx
      .insert(ownTrials)
      .values({ campaignId: own.id, dsp, found })
      .onConflictDoUpdate({
        target: [ownTrials.campaignId, ownTrials.dsp],
        set: { found, at: sql`clock_timestamp()` },
      });
    await writeLog(tx, acting, 'campaign.rehearsed', own.title, { service: DSP_NAMES[dsp] });
    return true;
  });
}

const refusalOf = (kind: 'not_registered' | 'quota_exceeded' | 'unknown') =>
  kind === 'not_registered'
    ? ({ kind } as const)
    : kind === 'quota_exceeded'
      ? ({ kind, retryAfterMs: null } as const)
      : ({ kind: 'unavailable', detail: 'it did not say whose account it is' } as const);
