import type { Account, Profile } from 'next-auth';
import { clock } from '../clock';
import { database } from '../db';
import { deploymentOf, grantDaysOf, limitsOf } from '../domain/deployment';
import type { Dsp } from '../domain/dsp';
import { fanTerritory } from '../domain/fan-territory';
import { env } from '../env';
import { log } from '../log';
import { acceptConsent } from '../presaves/accept';
import { accountKey } from '../presaves/keys';
import { readIdentity } from './fan-providers';
import type { Intent, IntentRead } from './intent';
import { rememberPass } from './pass-cookie';

/** Where the fan goes next, the pre-save when there is one, and the service when it said that its quota is used up. */
export type Consented = { path: string; presaveId: string | null; quotaGone?: QuotaGone };

/** `retryAfterMs` null: it did not say for how long. */
export type QuotaGone = { dsp: Dsp; retryAfterMs: number | null };

const DAY_MS = 24 * 3_600_000;

const refused = (intent: Intent, notice: string): Consented => ({ path: `/${intent.slug}/${notice}`, presaveId: null });
/** The same where the sentence is about the service. */
const refusedBy = (intent: Intent, notice: string) => refused(intent, `${notice}/${intent.dsp}`);

/**
 * Judges a consent that came back with a token: the intent must be this browser's, unspent and for this very DSP, and the account
 * must be one the DSP lets us serve. Only then is anything kept.
 */
export async function takeConsent(
  read: IntentRead,
  account: Account | null | undefined,
  profile: Profile | undefined,
): Promise<Consented> {
  if (read.kind === 'none') return { path: '/lost', presaveId: null };
  const { intent } = read;
  if (read.kind === 'expired') return refused(intent, 'expired');
  if (account?.provider !== intent.dsp) return refused(intent, 'interrupted');
  const identity = readIdentity(profile);
  if (identity.kind === 'not_registered') return refusedBy(intent, 'not-listed');
  if (identity.kind === 'quota_exceeded')
    return { ...refusedBy(intent, 'full'), quotaGone: { dsp: intent.dsp, retryAfterMs: identity.retryAfterMs } };
  if (identity.kind !== 'ok') return refused(intent, 'try-later');
  const deployment = deploymentOf(env());
  const grantDays = grantDaysOf(intent.dsp, deployment);
  if (!account.refresh_token || grantDays === null) {
    // TIDAL gives some apps none (tidal-sdk-web #681): only the operator can take that up with the service.
    log.info('presave.no_refresh_token', { dsp: intent.dsp });
    return refused(intent, 'interrupted');
  }
  try {
    const now = clock.now();
    const accepted = await acceptConsent(database().db, env().keyRing, {
      campaignId: intent.campaignId,
      dsp: intent.dsp,
      nonce: intent.nonce,
      intentExpiresAt: intent.expiresAt,
      accountKey: accountKey(env().authSecret, intent.dsp, identity.accountId),
      territory: fanTerritory({ country: identity.country, zone: intent.zone }),
      zone: intent.zone,
      channel: intent.channel,
      refreshToken: account.refresh_token,
      authorizedAt: now,
      hardExpiry: now + grantDays * DAY_MS,
      limits: limitsOf(intent.dsp, deployment),
    });
    if (accepted.kind === 'accepted') {
      await rememberPass(intent.slug, accepted.passToken);
      return { path: `/pass/${accepted.passToken}?fresh`, presaveId: accepted.presaveId };
    }
    if (accepted.kind === 'full') return refusedBy(intent, 'full');
    return refused(intent, accepted.kind === 'replayed' ? 'replayed' : 'gone');
  } catch (error) {
    log.error('presave.accept', error, { slug: intent.slug });
    return refused(intent, 'try-later');
  }
}
