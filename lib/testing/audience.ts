import { sql } from 'drizzle-orm';
import { EventBuffer, type Batch, type Place } from '../analytics/buffer';
import { flush } from '../analytics/flush';
import type { Db } from '../db';
import type { Audience } from '../domain/audience';

/** A view of nobody in particular. */
export function placeOn(slug: string, change: Partial<Place> = {}): Place {
  return {
    slug,
    at: Date.UTC(2026, 11, 11, 20, 7),
    channel: '',
    country: 'DE',
    device: 'phone',
    app: 'browser',
    dsp: '',
    way: '',
    ...change,
  };
}

export type Told = {
  kind?: 'views' | 'taps' | 'reminders';
  /** null: nobody who could be known again */ mark?: bigint | null;
  day?: string;
  place: Place;
};

export function batchOf(events: readonly Told[], lost = 0): Batch {
  const buffer = new EventBuffer();
  for (const { kind = 'views', mark = null, day = '2026-12-11', place } of events)
    buffer.add(place, kind, mark === null ? null : { mark, day });
  if (lost > 0) buffer.lose(lost);
  return buffer.take();
}

export async function tell(db: Db, events: readonly Told[], lost = 0): Promise<void> {
  await flush(db, batchOf(events, lost), Date.UTC(2026, 11, 11, 20, 7));
}

/** A campaign's sums as the rows have them: `dimension=value` and what is not 0. */
export async function sumsOf(db: Db, campaignId: string): Promise<Record<string, Partial<Audience>>> {
  const rows = await db.execute<Audience & { dimension: string; value: string }>(sql`
    select dimension, value, views::int, visitors::int, taps::int, reminders::int, presaves::int, doubtful::int
    from audience_tally where campaign_id = ${campaignId}::uuid order by 1, 2`);
  return Object.fromEntries(
    rows.flatMap(({ dimension, value, ...sums }) => {
      const some = Object.fromEntries(Object.entries(sums).filter(([, n]) => n !== 0));
      return Object.keys(some).length > 0 ? [[`${dimension}=${value}`, some]] : [];
    }),
  );
}
