import type { Audience } from '../domain/audience';
import type { Mark } from './marks';

/** Where an event is counted. `at` is its minute (epoch ms); `dsp` is the service that was tapped, `way` how a reminder was taken. */
export type Place = {
  slug: string;
  at: number;
  channel: string;
  country: string;
  device: string;
  app: string;
  dsp: string;
  way: string;
};

export type Tally = Place & Pick<Audience, 'views' | 'taps' | 'reminders'>;

/** A visitor of a day, where they were first seen in this batch. */
export type Seen = Pick<Place, 'slug' | 'at' | 'channel' | 'country' | 'device' | 'app'> & { mark: Mark; day: string };

/** What one flush takes along; `lost` are events there was no room for. */
export type Batch = { tallies: Tally[]; seen: Seen[]; lost: number };

/** So many different lines, and so many visitors, wait in memory (some 20 MB); what comes then is lost, and counted as that. */
export const MOST_TALLIES = 20_000;
export const MOST_SEEN = 50_000;

/**
 * Events of the last second or so, summed up: a thousand views of one campaign are one line, so a flood costs the database no more than
 * a trickle does. Made-up values are bounded by the room there is.
 */
export class EventBuffer {
  private tallies = new Map<string, Tally>();
  private seen = new Map<string, Seen>();
  private lost = 0;

  get size(): number {
    return this.tallies.size + this.seen.size;
  }

  get isEmpty(): boolean {
    return this.size === 0 && this.lost === 0;
  }

  /** Whether there was room for it. */
  add(place: Place, kind: 'views' | 'taps' | 'reminders', visitor: { mark: Mark; day: string } | null): boolean {
    const tallied = this.tally({ ...place, views: 0, taps: 0, reminders: 0, [kind]: 1 });
    if (!tallied) this.lost += 1;
    else if (visitor) this.see({ ...place, ...visitor });
    return tallied;
  }

  /** Everything, leaving it empty. */
  take(): Batch {
    const batch = { tallies: [...this.tallies.values()], seen: [...this.seen.values()], lost: this.lost };
    this.tallies = new Map();
    this.seen = new Map();
    this.lost = 0;
    return batch;
  }

  /** Puts back what could not be written, beside what has come since. */
  giveBack({ tallies, seen, lost }: Batch): void {
    this.lost += lost;
    for (const tally of tallies) if (!this.tally(tally)) this.lost += tally.views + tally.taps + tally.reminders;
    for (const one of seen) this.see(one);
  }

  /** Counts events as lost that were taken and never written. */
  lose(n: number): void {
    this.lost += n;
  }

  private tally(line: Tally): boolean {
    const { slug, at, channel, country, device, app, dsp, way } = line;
    const key = [slug, at, channel, country, device, app, dsp, way].join('\n');
    const known = this.tallies.get(key);
    if (known) {
      known.views += line.views;
      known.taps += line.taps;
      known.reminders += line.reminders;
    } else if (this.tallies.size < MOST_TALLIES) this.tallies.set(key, { ...line });
    else return false;
    return true;
  }

  private see({ slug, at, channel, country, device, app, mark, day }: Seen): void {
    const key = `${slug} ${mark}`;
    if (!this.seen.has(key) && this.seen.size < MOST_SEEN)
      this.seen.set(key, { slug, at, channel, country, device, app, mark, day });
  }
}
