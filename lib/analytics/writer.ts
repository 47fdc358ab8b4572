import { isDatabaseAway, type Db } from '../db';
import { log } from '../log';
import { EventBuffer, type Batch, type Place } from './buffer';
import { flush } from './flush';
import type { Mark } from './marks';

/** Events are written this long after the first of them came in. */
const GATHER_MS = 1_000;
/** Or as soon as so much has gathered. */
const GATHER_MOST = 5_000;
/** After a database that was away, at first and at most. */
const RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

type Write = (db: Db, batch: Batch, now: number) => Promise<void>;

/**
 * Gathers events and writes them, one batch at a time. A database that is away is waited for while there is room; a batch it
 * refuses is lost, counted as that, and holds nothing up.
 */
export class Writer {
  private readonly buffer = new EventBuffer();
  /** the batch that is being written */ private last: Promise<void> = Promise.resolve();
  /** the one that is gathering */ private next: Promise<void> | null = null;
  private hurry: () => void = () => undefined;
  private failures = 0;

  constructor(
    private readonly db: Db,
    private readonly now: () => number,
    private readonly write: Write = flush,
  ) {}

  /** Whether there was room for it. */
  add(place: Place, kind: 'views' | 'taps' | 'reminders', visitor: { mark: Mark; day: string } | null): boolean {
    const added = this.buffer.add(place, kind, visitor);
    if (this.buffer.size >= GATHER_MOST) this.hurry();
    void this.written();
    return added;
  }

  /** Resolves once what has been added so far has been written, or has failed to be. Never rejects. */
  written(): Promise<void> {
    if (this.buffer.isEmpty) return this.last;
    this.next ??= this.last.then(() => this.round());
    return this.next;
  }

  private async round(): Promise<void> {
    const patience = this.failures === 0 ? GATHER_MS : Math.min(RETRY_MS * 2 ** this.failures, LONGEST_RETRY_MS);
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, this.failures === 0 && this.buffer.size >= GATHER_MOST ? 0 : patience);
      // a full buffer does not bring an absent database back
      this.hurry = this.failures === 0 ? () => (clearTimeout(timer), resolve()) : () => undefined;
    });
    this.hurry = () => undefined;
    this.last = this.next ?? this.last;
    this.next = null;
    const batch = this.buffer.take();
    try {
      await this.write(this.db, batch, this.now());
      this.failures = 0;
      if (batch.lost > 0) log.info('events.lost', { n: batch.lost });
    } catch (error) {
      log.error('events.write', error);
      if (isDatabaseAway(error)) {
        this.failures += 1;
        this.buffer.giveBack(batch);
        void this.written();
      } else this.buffer.lose(batch.lost + events(batch));
    }
  }
}

function events({ tallies }: Batch): number {
  return tallies.reduce((sum, { views, taps, reminders }) => sum + views + taps + reminders, 0);
}
