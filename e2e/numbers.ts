import type { Place } from '../lib/analytics/buffer';
import { placeOn, tell, type Told } from '../lib/testing/audience';
import { fill, reached } from './day';
import type { Stage } from './stage';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Events are counted by the minute they came in. */
const minuteOf = (at: number) => Math.floor(at / 60_000) * 60_000;

/** So many who opened the page, each on their own; some tap. */
export function visits(slug: string, n: number, change: Partial<Place>, taps = 0): Told[] {
  const at = minuteOf(change.at ?? 0);
  const day = new Date(at).toISOString().slice(0, 10);
  const person = () => BigInt(Math.floor(Math.random() * 2 ** 50));
  return [
    ...Array.from({ length: n }, (): Told => ({ mark: person(), day, place: placeOn(slug, { ...change, at }) })),
    ...Array.from({ length: taps }, (): Told => ({
      kind: 'taps',
      place: placeOn(slug, { ...change, at, dsp: 'spotify' }),
    })),
  ];
}

/** A campaign two weeks in, as a small artist's is. */
export async function lively(stage: Stage, workspace: string, title?: string): Promise<string> {
  const { slug } = await stage.campaign({ workspace, ...(title && { title }) });
  const sql = stage.database.client;
  await sql`update campaigns set published_at = now() - interval '14 days' where slug = ${slug}`;
  const now = Date.now();
  const told = Array.from({ length: 14 }, (_, i) => 14 - i).flatMap(ago => [
    ...visits(slug, 4 + ((ago * 7) % 23), { at: now - ago * DAY, channel: 'tiktok', country: 'DE', app: 'tiktok' }, 6),
    ...visits(
      slug,
      3 + ((ago * 5) % 11),
      { at: now - ago * DAY + 5 * HOUR, channel: 'instagram-bio', country: 'US' },
      3,
    ),
    ...visits(slug, ago % 4, { at: now - ago * DAY, channel: '=1+1|flyer', country: 'NP', device: 'desktop' }),
  ]);
  await tell(stage.database.db, [
    ...told,
    ...visits(slug, 5, { at: now - 60_000, channel: 'poster' }, 2),
    { kind: 'reminders', place: placeOn(slug, { at: minuteOf(now - DAY), way: 'google' }) },
  ]);
  await fill(stage, slug, [reached('held', 'DE', 31), reached('held', 'US', 12), reached('held', 'NP', 4, 'deezer')]);
  await sql`update presaves set channel = 'tiktok', created_at = now() - interval '3 days'
    where territory = 'DE' and campaign_id = (select id from campaigns where slug = ${slug})`;
  await sql`update presaves set doubt = 'account_burst'
    where territory = 'US' and account_key < 'USheld15' and campaign_id = (select id from campaigns where slug = ${slug})`;
  return slug;
}
