import { and, eq, sql } from 'drizzle-orm';
import { campaigns } from '../../../drizzle/schema/campaigns';
import { ownTrials } from '../../../drizzle/schema/preflight';
import { clock } from '../../clock';
import { database, type Db } from '../../db';
import { DSP_NAMES, type Dsp } from '../../domain/dsp';
import type { Acting, WorkspaceId } from '../../domain/workspace';
import { savingDsps } from '../../dsp/registry';
import type { SavingDsp } from '../../dsp/types';
import { env } from '../../env';
import { writeLog } from '../../workspaces/log';
import { findOwnCampaign } from '../of-workspace';
import { holdOwn } from '../own-row';
import type { Found } from './check';
import { failed, tryOwnAccount } from './trial';

/** What came back from the service's own question. */
export type OwnConsent = {
  slug: string;
  dsp: Dsp;
  uri: string;
  market: string;
  /** a service that did not give a permission, and why */
  given: { kind: 'ok'; refreshToken: string } | { kind: 'not_registered' | 'quota_exceeded' | 'unknown' };
};

/** Tries a save with the artist's own account, keeps what came of it and nothing of the account. False: the campaign is not theirs. */
export async function concludeTrial(
  acting: Acting,
  consent: OwnConsent,
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

/** A trial as it was kept; `at` is epoch ms. */
export type KeptTrial = { dsp: Dsp; at: number; found: Found };

/** The last trial of each service on a workspace's own campaign. */
export async function ownTrialsOf(
  workspace: WorkspaceId,
  campaignId: string,
  db: Db = database().db,
): Promise<KeptTrial[]> {
  return db
    .select({ dsp: ownTrials.dsp, at: ownTrials.at, found: ownTrials.found })
    .from(ownTrials)
    .innerJoin(campaigns, eq(campaigns.id, ownTrials.campaignId))
    .where(and(eq(ownTrials.campaignId, campaignId), eq(campaigns.workspaceId, workspace)));
}
