import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { clock } from '../clock';
import { database, type Db } from '../db';
import { grantDaysOf, NO_LIMITS } from '../domain/deployment';
import { placedZone } from '../domain/reminder';
import { appleFan } from '../dsp/registry';
import { env } from '../env';
import { log } from '../log';
import { acceptConsent, type Accepted } from '../presaves/accept';
import { accountKey } from '../presaves/keys';
import { notePreAdded } from '../presaves/pre-added';
import { INTENT_SECONDS } from './signed';
import { readSmallBody } from './small-body';

const DAY_MS = 24 * 3_600_000;

/** A fan is looking at a button meanwhile: so long (ms) for each question to Apple, and for the add with all it looks up. */
const ANSWER_MS = 5_000;
const ADD_MS = 8_000;

/** A token, a zone and a channel are shorter. */
const LONGEST_BODY = 8 * 1024;

/** What the page sends once Apple's window has said yes. MusicKit takes any text for a token; here it has to fit into a header. */
const bodySchema = z.strictObject({
  userToken: z.string().regex(/^[\x21-\x7e]{32,4096}$/),
  zone: z.string().max(64).transform(placedZone).catch(null),
  channel: z
    .string()
    .regex(/^[\w .-]{1,40}$/)
    .nullable()
    .catch(null),
});
export type AppleConsent = z.output<typeof bodySchema>;

/** A yes, as the page sends it; null for anything else. */
export async function readAppleConsent(request: Request): Promise<AppleConsent | null> {
  const text = await readSmallBody(request, LONGEST_BODY).catch(() => null);
  try {
    return bodySchema.safeParse(JSON.parse(text ?? '')).data ?? null;
  } catch {
    return null;
  }
}

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
 * What came of it. `stale`: Apple does not know the token, which a browser may have kept too long; `apple_away`: Apple did not say;
 * `elsewhere`: kept, although the fan's own country does not have the release so far.
 */
export type AppleAnswer =
  | { kind: 'done'; passToken: string; presaveId: string; elsewhere: boolean }
  | { kind: 'stale' | 'no_subscription' | 'apple_away' | 'gone' | 'try_later' };

type Apple = ReturnType<typeof appleFan>;

/** Apple, with this deployment's key; null where it has none. */
function apple(): Apple | null {
  const { appleMusic } = env();
  return appleMusic && appleFan({ ...appleMusic, now: clock.now, timeoutMs: ANSWER_MS });
}

/** A token for Apple's script in the page, how long it works (ms), and where that script is; null where this deployment has no key. */
export async function musicKitSettings() {
  const { appleMusic, appUrl } = env();
  const signed = await apple()?.browserToken(appUrl);
  if (!appleMusic || !signed) return null;
  // Not until when: a phone's clock may be hours off.
  return { developerToken: signed.token, livesMs: signed.expiresAt - clock.now(), script: appleMusic.musicKitUrl };
}

/**
 * Takes a permission that came from Apple's window: asks Apple whose it is, keeps it like any other, and only then adds the release
 * at once where the fan's storefront has it. An add that fails is made good at the release; an add without a pre-save would be one
 * that nobody can take back. `passToken` is what this browser holds for the campaign already.
 */
export async function takeAppleConsent(
  wish: AppleWish,
  consent: AppleConsent,
  passToken: string | null,
  db: Db = database().db,
): Promise<AppleAnswer> {
  const asked = apple();
  if (!asked) return { kind: 'gone' };
  const welcome = await asked.welcome(consent.userToken);
  if (welcome.kind === 'grant_rejected') return { kind: 'stale' };
  if (welcome.kind !== 'ok') {
    log.info('presave.apple_away', { kind: welcome.kind });
    return { kind: 'apple_away' };
  }
  const { storefront, subscribed } = welcome;
  if (subscribed === false) return { kind: 'no_subscription' };
  const accepted = await keep(db, wish, consent, { territory: storefront, passToken });
  if (accepted?.kind !== 'accepted') return { kind: accepted ? 'gone' : 'try_later' };
  const { presaveId } = accepted;
  const elsewhere =
    !wish.isOut(storefront) && (await addAtOnce(db, asked, wish, { ...consent, storefront, presaveId }));
  return { kind: 'done', passToken: accepted.passToken, presaveId, elsewhere };
}

/** Null: the database could not be reached, and nothing is kept. */
async function keep(
  db: Db,
  { campaignId, slug }: AppleWish,
  { userToken, zone, channel }: AppleConsent,
  browser: { territory: string; passToken: string | null },
): Promise<Accepted | null> {
  const now = clock.now();
  try {
    return await acceptConsent(db, env().keyRing, {
      ...browser,
      campaignId,
      dsp: 'appleMusic',
      // No round trip could be replayed: the token itself is the proof, and the same one again is the same pre-save.
      nonce: randomBytes(16).toString('base64url'),
      intentExpiresAt: now + INTENT_SECONDS * 1000,
      // Apple names no account. MusicKit keeps its token, so that one browser has one key for about half a year.
      accountKey: accountKey(env().authSecret, 'appleMusic', userToken),
      zone,
      channel,
      refreshToken: userToken,
      authorizedAt: now,
      hardExpiry: now + (grantDaysOf('appleMusic', {}) ?? 0) * DAY_MS,
      limits: NO_LIMITS,
    });
  } catch (error) {
    log.error('presave.apple', error, { slug });
    return null;
  }
}

/** Whether the fan's country lacks what the artist's own link has. The pre-save is kept by now, so nothing here may undo that. */
async function addAtOnce(
  db: Db,
  asked: Apple,
  wish: AppleWish,
  fan: { userToken: string; storefront: string; presaveId: string },
): Promise<boolean> {
  try {
    const added = await asked.preAdd(fan.userToken, fan.storefront, wish, wish, AbortSignal.timeout(ADD_MS));
    if (added.kind !== 'ok') {
      log.info('presave.no_pre_add', { kind: added.kind });
      return false;
    }
    if (added.added) await notePreAdded(db, fan.presaveId);
    return !added.added && added.reason === 'elsewhere';
  } catch (error) {
    log.error('presave.pre_add', error, { slug: wish.slug });
    return false;
  }
}
