import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { passes, presaves, spentIntents } from '../../drizzle/schema/presaves';
import type { Db, Tx } from '../db';
import type { PlaceLimits } from '../domain/deployment';
import type { Dsp } from '../domain/dsp';
import type { PresaveState } from '../domain/presave-state';
import { releaseOf } from '../domain/release';
import { UNKNOWN_TERRITORY } from '../domain/territory-zones';
import type { SealingKey } from '../env';
import { putGrant } from '../vault/grants';
import { newPassToken, passHash } from './keys';
import { writeStep } from './ledger';
import { tellPlaces } from './places-changed';
import { takePlace } from './take-place';

/** A consent that came back whole. Instants are epoch ms. */
export type Consent = {
  campaignId: string;
  dsp: Dsp;
  nonce: string;
  intentExpiresAt: number;
  accountKey: string;
  territory: string;
  zone: string | null;
  channel: string | null;
  refreshToken: string;
  authorizedAt: number;
  hardExpiry: number;
  /** the pass this browser holds, where the DSP names no account: the same browser again is the same pre-save */
  passToken?: string | null;
  /** how many fans the service takes in this deployment */
  limits: PlaceLimits;
};

export type Accepted =
  | { kind: 'accepted'; presaveId: string; campaignId: string; passToken: string; again: boolean }
  | { kind: 'replayed' }
  | { kind: 'full' }
  | { kind: 'campaign_gone' };

class Abort extends Error {
  constructor(readonly answer: Accepted) {
    super(answer.kind);
  }
}

/**
 * Takes a fan's consent: spends the intent, writes the pre-save, seals the grant, opens the ledger and hands out a pass, all in
 * one transaction. The same account on the same campaign is the same pre-save. Where the service takes nobody more it is `full`, and
 * nothing of it is kept. Throws only when the database does.
 */
export async function acceptConsent(db: Db, ring: readonly SealingKey[], consent: Consent): Promise<Accepted> {
  try {
    return await db.transaction(tx => accept(tx, ring, consent));
  } catch (error) {
    if (error instanceof Abort) return error.answer;
    throw error;
  }
}

async function accept(tx: Tx, ring: readonly SealingKey[], consent: Consent): Promise<Accepted> {
  const spent = await tx
    .insert(spentIntents)
    .values({ nonce: consent.nonce, expiresAt: consent.intentExpiresAt })
    .onConflictDoNothing()
    .returning({ nonce: spentIntents.nonce });
  if (spent.length === 0) throw new Abort({ kind: 'replayed' });
  // The lock makes a date being moved and a consent being taken wait for each other.
  const [campaign] = await tx
    .select({
      id: campaigns.id,
      releaseMode: campaigns.releaseMode,
      releaseDate: campaigns.releaseDate,
      releaseAt: campaigns.releaseAt,
    })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.id, consent.campaignId),
        isNotNull(campaigns.publishedAt),
        or(isNull(campaigns.endedAt), sql`${campaigns.endedAt} > now()`),
      ),
    )
    .for('share');
  if (!campaign) throw new Abort({ kind: 'campaign_gone' });

  const place = await takePlace(tx, releaseOf(campaign), { ...consent, now: consent.authorizedAt });
  if (place === 'none') throw new Abort({ kind: 'full' });
  await carryOver(tx, consent);
  const { presaveId, again } = await upsert(tx, consent);
  await putGrant(tx, ring, {
    presaveId,
    dsp: consent.dsp,
    refreshToken: consent.refreshToken,
    authorizedAt: consent.authorizedAt,
    hardExpiry: consent.hardExpiry,
  });
  const pass = newPassToken();
  await tx.insert(passes).values({ tokenHash: pass.hash, presaveId });
  if (place === 'last') await tellPlaces(tx, consent.dsp, [campaign.id]);
  return { kind: 'accepted', presaveId, campaignId: campaign.id, passToken: pass.token, again };
}

/** Gives the pre-save of this browser's pass the new account key, unless another pre-save has it already. */
async function carryOver(tx: Tx, { campaignId, dsp, accountKey, passToken }: Consent): Promise<void> {
  if (!passToken) return;
  await tx.execute(sql`
    update presaves p set account_key = ${accountKey} from passes k
    where k.token_hash = ${passHash(passToken)} and p.id = k.presave_id and p.campaign_id = ${campaignId}::uuid
      and p.dsp = ${dsp} and p.state <> 'withdrawn' and not exists (
        select 1 from presaves o where o.campaign_id = p.campaign_id and o.dsp = p.dsp and o.account_key = ${accountKey})`);
}

async function upsert(tx: Tx, consent: Consent): Promise<{ presaveId: string; again: boolean }> {
  const where = { campaignId: consent.campaignId, dsp: consent.dsp, accountKey: consent.accountKey };
  const held = { territory: consent.territory, zone: consent.zone, channel: consent.channel, state: 'held' } as const;
  const [created] = await tx
    .insert(presaves)
    .values({ ...where, ...held, reason: 'consented' })
    .onConflictDoNothing({ target: [presaves.campaignId, presaves.dsp, presaves.accountKey] })
    .returning({ id: presaves.id });
  if (created) {
    await writeStep(tx, {
      presaveId: created.id,
      campaignId: consent.campaignId,
      fromState: 'new',
      toState: 'held',
      reason: 'consented',
      actor: 'fan',
    });
    return { presaveId: created.id, again: false };
  }
  const [known] = await tx
    .select({ id: presaves.id, state: presaves.state })
    .from(presaves)
    .where(
      and(
        eq(presaves.campaignId, where.campaignId),
        eq(presaves.dsp, where.dsp),
        eq(presaves.accountKey, where.accountKey),
      ),
    )
    .for('update');
  if (!known) throw new Error('the pre-save that stood in the way has gone');
  await renew(tx, consent.campaignId, known, consent);
  return { presaveId: known.id, again: true };
}

/** A save in flight keeps its lease; everything else waits for its moment again, with the new grant. */
async function renew(
  tx: Tx,
  campaignId: string,
  known: { id: string; state: PresaveState },
  consent: Consent,
): Promise<void> {
  if (known.state === 'saving') return;
  await tx
    .update(presaves)
    .set({
      state: 'held',
      reason: 'consented_again',
      // without JavaScript the zone is unknown: what an earlier visit told stays
      ...(consent.territory === UNKNOWN_TERRITORY ? {} : { territory: consent.territory }),
      ...(consent.zone ? { zone: consent.zone } : {}),
      attempts: 0,
      rescues: 0,
      looks: 0,
      savedAt: null,
      nextAttemptAt: sql`now()`,
      updatedAt: sql`now()`,
    })
    .where(eq(presaves.id, known.id));
  await writeStep(tx, {
    presaveId: known.id,
    campaignId,
    fromState: known.state,
    toState: 'held',
    reason: 'consented_again',
    actor: 'fan',
  });
}
