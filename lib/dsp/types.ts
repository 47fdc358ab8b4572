import type { Dsp } from '../domain/dsp';
import type { ReleaseKind } from '../domain/release';

/** The part of a fan's permission that an adapter needs. `authorizedAt` is epoch ms. */
export type Grant = { refreshToken: string; authorizedAt: number };

/** An access token and when it stops working (epoch ms). `accountId`: whose it is, where the token answer itself says so. */
export type Access = { token: string; expiresAt: number; accountId?: string };

/**
 * What can go wrong, the same for every DSP and every call; a value, never an exception.
 * `rate_limited`: wait `retryAfterMs` (null when the answer did not say); `quota_exceeded`: stop this DSP;
 * `grant_rejected`: the grant itself was refused (`invalid_grant`); `access_expired`: the access token was (401);
 * `not_registered`: the fan is not listed on a development-mode app; `not_live`: the DSP does not have the release;
 * `unavailable`: 5xx, hang, reset, unreadable; `refused`: the request itself will never do.
 */
export type Failure =
  | { kind: 'rate_limited'; retryAfterMs: number | null }
  | { kind: 'quota_exceeded'; retryAfterMs: number | null }
  | { kind: 'grant_rejected'; detail: string }
  | { kind: 'access_expired' }
  | { kind: 'not_registered' }
  | { kind: 'not_live' }
  | { kind: 'unavailable'; detail: string }
  | { kind: 'refused'; detail: string };

export type Outcome<T> = ({ kind: 'ok' } & T) | Failure;

/** `rotated` is the new refresh token when the DSP sent one: commit it before `access` is used. */
export type Refreshed = Outcome<{ access: Access; rotated: string | null }>;

/** `proof` says what the answer proves: `saved` is in the library, `accepted` only means the DSP took the request. */
export type Saved = Outcome<{ proof: 'saved' | 'accepted' }>;

/** A release as a DSP's catalogue knows it. `uri` is what `save` wants. */
export type Found = { uri: string; url: string; artist: string; title: string };

/** What a catalogue tells of a release beside its names; null where it does not. `releaseDate` is YYYY-MM-DD, `artworkUrl` its largest cover. */
export type Told = {
  kind: ReleaseKind | null;
  upc: string | null;
  isrcs: readonly string[];
  releaseDate: string | null;
  artworkUrl: string | null;
};

/** A release as a catalogue describes it, out or not. */
export type Description = Found & Told;

/** A DSP whose catalogue can be asked without any fan. Null: it does not have the release there. */
export type CatalogueDsp = {
  dsp: Dsp;
  /** The origins that its covers are fetched from; not there where the service does not let others use them. */
  covers?: readonly string[];
  describe(
    key: ReleaseKey,
    market: string,
    signal?: AbortSignal,
  ): Promise<Outcome<{ description: Description | null }>>;
};

/** Whether the release is out in one market, and as what. */
export type Availability =
  Outcome<{ live: true; release: Found }> | { kind: 'ok'; live: false; reason: 'not_found' | 'not_in_market' };

/** How to find a release: by URI when it is known, else by UPC, else by ISRC. */
export type ReleaseKey = { uri: string | null; upc: string | null; isrcs: readonly string[] };

/**
 * What an add before the release came to. `not_there`: no catalogue asked has it so far; `elsewhere`: the artist's own link is in the
 * catalogue, and the fan's country does not have it.
 */
export type PreAdded = Outcome<{ added: true } | { added: false; reason: 'not_there' | 'elsewhere' }>;

/** A DSP that can save for a fan. Every method resolves; none throws for what a DSP may answer. */
export type SavingDsp = {
  dsp: Dsp;
  /** names the pace gate: limits are counted per client */
  clientId: string;
  /** the limit its calls are counted against; `limit` null: not told, to be learned. `windowMs`: what it is counted over */
  rate: { limit: number | null; windowMs: number };
  refresh(grant: Grant, signal?: AbortSignal): Promise<Refreshed>;
  /** `presaveId` names the attempt where a DSP replays what it has answered already */
  save(access: Access, uri: string, signal?: AbortSignal, presaveId?: string): Promise<Saved>;
  probe(key: ReleaseKey, market: string, signal?: AbortSignal): Promise<Availability>;
  /**
   * Asks with this deployment's own credentials and nobody's grant, anew each time, whether the DSP knows them. Not there where a
   * DSP tells nothing without a person.
   */
  credentials?(signal?: AbortSignal): Promise<Outcome<object>>;
  /** Reads back whether a release is in the fan's library; only DSPs whose answer to a save proves nothing have it. */
  verify?(access: Access, uri: string, signal?: AbortSignal): Promise<Outcome<{ held: boolean }>>;
  /** What a trial with the artist's own account takes beside a save, under the row's `trialScope`. */
  trial?: {
    holds(access: Access, uri: string, signal?: AbortSignal): Promise<Outcome<{ held: boolean }>>;
    remove(access: Access, uri: string, signal?: AbortSignal): Promise<Outcome<object>>;
  };
};

/** `accountId` never changes for an account; `country` is its territory, null where the DSP does not tell. */
export type Account = { accountId: string; name: string | null; country: string | null };

/** A DSP that saves and can tell whose access it was given. */
export type AccountDsp = SavingDsp & {
  /** Whose access this is. `not_registered` is a fan whom a development-mode app may not serve. */
  identify(access: Access, signal?: AbortSignal): Promise<Outcome<Account>>;
};
