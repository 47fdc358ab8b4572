import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { clock } from '../clock';
import { database } from '../db';
import { grantDaysOf, NO_LIMITS } from '../domain/deployment';
import { appleFan } from '../dsp/registry';
import type { PreAdded } from '../dsp/types';
import { env } from '../env';
import { log } from '../log';
import { acceptConsent } from '../presaves/accept';
import { accountKey } from '../presaves/keys';
import { notePreAdded } from '../presaves/pre-added';
import { INTENT_SECONDS } from './intent';
import { rememberedPass, rememberPass } from './pass-cookie';
import { placedZone } from '../domain/reminder';

const DAY_MS = 24 * 3_600_000;

/** What the page sends once Apple's window has said yes. The shape of a Music User Token is Apple's own check. */
const bodySchema = z.strictObject({
  userToken: z
    .string()
    .max(4_096)
    .regex(/^[a-zA-Z0-9=/+]{32,}==$/),
  zone: z.string().max(64).transform(placedZone).catch(null),
  channel: z
    .string()
    .regex(/^[\w .-]{1,40}$/)
    .nullable()
    .catch(null),
});

/** A yes, as the page sends it; null for anything else. */
export async function readAppleConsent(request: Request): Promise<AppleConsent | null> {
  return bodySchema.safeParse(await request.json().catch(() => null)).data ?? null;
}

export type AppleConsent = z.output<typeof bodySchema>;

/** The campaign that is pre-saved: what is to be added, and under which names. */
export type AppleWish = {
  campaignId: string;
  slug: string;
  artist: string;
  title: string;
  uri: string | null;
  upc: string | null;
  isrcs: readonly string[];
  /** it is out where this fan is, or may be: the worker adds it at once */ isOut: (territory: string) => boolean;
};

/**
 * What came of it. `stale`: Apple does not know the token any more, the browser had kept it. `elsewhere`: kept, although the
 * fan's own country does not have the release so far.
 */
export type AppleAnswer =
  | { kind: 'done'; passPath: string; presaveId: string; elsewhere: boolean }
  | { kind: 'stale' | 'no_subscription' | 'gone' | 'try_later' };

/** A token for Apple's script in the page, and where that script is; null where this deployment has no key. */
export async function musicKitSettings() {
  const { appleMusic, appUrl } = env();
  if (!appleMusic) return null;
  const { token, expiresAt } = await appleFan({ ...appleMusic, now: clock.now }).browserToken(appUrl);
  return { developerToken: token, expiresAt, script: appleMusic.musicKitUrl };
}

/**
 * Takes a permission that came from Apple's window: asks Apple whose it is, keeps it like any other, and only then adds the release
 * at once where the fan's storefront has it. An add that fails is made good at the release; an add without a pre-save would be one
 * that nobody can take back.
 */
export async function takeAppleConsent(wish: AppleWish, consent: AppleConsent): Promise<AppleAnswer> {
  const { appleMusic } = env();
  if (!appleMusic) return { kind: 'gone' };
  const apple = appleFan({ ...appleMusic, now: clock.now });
  const welcome = await apple.welcome(consent.userToken);
  if (welcome.kind === 'grant_rejected') return { kind: 'stale' };
  if (welcome.kind !== 'ok') return { kind: 'try_later' };
  if (welcome.subscribed === false) return { kind: 'no_subscription' };
  try {
    const now = clock.now();
    const accepted = await acceptConsent(database().db, env().keyRing, {
      campaignId: wish.campaignId,
      dsp: 'appleMusic',
      // The token itself is the proof, and comes from this page's own script: there is no round trip that could be replayed.
      nonce: randomBytes(16).toString('base64url'),
      intentExpiresAt: now + INTENT_SECONDS * 1000,
      accountKey: accountKey(env().authSecret, 'appleMusic', consent.userToken),
      territory: welcome.storefront,
      zone: consent.zone,
      channel: consent.channel,
      refreshToken: consent.userToken,
      authorizedAt: now,
      hardExpiry: now + (grantDaysOf('appleMusic', {}) ?? 0) * DAY_MS,
      limits: NO_LIMITS,
      passToken: await rememberedPass(wish.slug),
    });
    if (accepted.kind !== 'accepted') return { kind: 'gone' };
    await rememberPass(wish.slug, accepted.passToken);
    const added = wish.isOut(welcome.storefront)
      ? null
      : await apple.preAdd(consent.userToken, welcome.storefront, wish, wish);
    if (added?.kind === 'ok' && added.added) await notePreAdded(database().db, accepted.presaveId);
    return {
      kind: 'done',
      passPath: `/pass/${accepted.passToken}?fresh`,
      presaveId: accepted.presaveId,
      elsewhere: isElsewhere(added),
    };
  } catch (error) {
    log.error('presave.apple', error, { slug: wish.slug });
    return { kind: 'try_later' };
  }
}

const isElsewhere = (added: PreAdded | null) => added?.kind === 'ok' && !added.added && added.reason === 'elsewhere';
