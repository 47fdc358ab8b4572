import type { Db } from '../db';
import type { Dsp } from '../domain/dsp';
import type { PaceReason } from '../domain/pace';
import type { PresaveState, Reason } from '../domain/presave-state';
import type { Release } from '../domain/release';
import type { SavingDsp } from '../dsp/types';
import type { SealingKey } from '../env';

/** What every verb of this room works with. `now` is the database's time (epoch ms), however wrong this machine's clock is. */
export type WorkerContext = {
  db: Db;
  ring: readonly SealingKey[];
  dsps: ReadonlyMap<Dsp, SavingDsp>;
  /** names the leases of this run */
  owner: string;
  now: () => number;
  /** 0 to 1, spreads retries */
  jitter: () => number;
  bulletin: Bulletin;
  /** ms after which a call that an adapter does not bring to an end counts as hanging in our own code */
  callLimitMs: number;
};

/** What processes tell each other while a drain runs. Messages may be missed: whatever must hold is in the database too. */
export type Bulletin = {
  /** Calls back whenever some worker shuts a gate; answers how to stop listening. */
  onShut: (heard: (shut: GateShut) => void) => () => void;
  /** Whether the fan of this pre-save has just asked to withdraw, and waits for what is under way. */
  isWithdrawing: (presaveId: string) => boolean;
};

/** A gate that was shut, as the workers tell each other. `until` is epoch ms. */
export type GateShut = { dsp: Dsp; clientId: string; until: number; reason: PaceReason };

/** A claimed pre-save: this run's to save until the lease runs out. */
export type Job = {
  id: string;
  campaignId: string;
  dsp: Dsp;
  uri: string;
  /** under which date it was claimed */
  revision: number;
  release: Release;
  /** the release moment in the fan's territory, epoch ms */
  dueAt: number;
  attempts: number;
  rescues: number;
  /** looks in vain for what was accepted before */
  looks: number;
};

/** What is to become of a claimed pre-save. `put_back` hands it over untouched; `stumble` counts against this row. Instants are epoch ms. */
export type Decision =
  | { action: 'saved' }
  | { action: 'accepted' }
  | { action: 'retry'; at: number; burnsAttempt: boolean; reason: Reason }
  | { action: 'needs_reconnect'; reason: Reason }
  | { action: 'refuse'; reason: Reason }
  | { action: 'put_back' }
  | { action: 'stumble' };

export type Result = { job: Job; decision: Decision };

/** A settled pre-save, as it was written. */
export type Settled = { id: string; state: PresaveState; reason: Reason };
