import type { Db } from '../db';
import type { Dsp } from '../domain/dsp';
import type { Reason } from '../domain/presave-state';
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
};

/** A claimed pre-save: this run's to save until the lease runs out. */
export type Job = {
  id: string;
  campaignId: string;
  dsp: Dsp;
  uri: string;
  /** the release moment in the fan's territory, epoch ms */
  dueAt: number;
  attempts: number;
  rescues: number;
};

/** What is to become of a claimed pre-save. `put_back` hands it over untouched. Instants are epoch ms. */
export type Decision =
  | { action: 'saved' }
  | { action: 'accepted' }
  | { action: 'retry'; at: number; burnsAttempt: boolean; reason: Reason }
  | { action: 'needs_reconnect'; reason: Reason }
  | { action: 'refuse'; reason: Reason }
  | { action: 'put_back' };

export type Result = { id: string; decision: Decision };
