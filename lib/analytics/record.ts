import { clock } from '../clock';
import { database } from '../db';
import { Allowances } from '../domain/allowances';
import { channelCode } from '../domain/audience';
import { UNKNOWN_TERRITORY } from '../domain/territory-zones';
import { log } from '../log';
import { countryOf, isPerson, readAsker, type Asked, type Asker } from './asker';
import type { PageEvent } from './event';
import { visitorMark, type Mark } from './marks';
import { saltOfToday } from './salt';
import { Writer } from './writer';

/** What one network may send: a stadium behind one address within it, a script that makes up visitors not. */
const EVENTS = { burst: 5_000, perSecond: 50 };

type Held = { writer: Writer; allowances: Allowances };
const holder = globalThis as typeof globalThis & { upbeatEvents?: Held };

/** One per process, on `globalThis` because a build may load this file twice. */
function held(): Held {
  holder.upbeatEvents ??= { writer: new Writer(database().db, clock.now), allowances: new Allowances(EVENTS) };
  return holder.upbeatEvents;
}

/** What became of an event: counted, or by whom it was not. `full`: there was no room, and it is counted as lost. */
export type Recorded = 'counted' | 'no_person' | 'flood' | 'full';

/**
 * Takes in what a page tells of. Nothing is asked of the database but once a minute the day's salt, so that a flood meets memory. Who
 * asked becomes a mark at once, and no mark where the browser asks not to be tracked or nobody says where it is: then views and taps
 * are counted, and no visitor.
 */
export async function record(event: PageEvent, asked: Asked, now: number): Promise<Recorded> {
  const { kind, slug, channel = '', zone = '', dsp = '' } = event;
  return add({ slug, channel, zone, dsp, way: '', kind: kind === 'view' ? 'views' : 'taps' }, asked, now);
}

/** Takes in that a reminder was given out, which way. */
export async function recordReminder(
  reminder: { slug: string; way: string; channel: string | null; zone: string | null },
  asked: Asked,
  now: number,
): Promise<Recorded> {
  const { slug, way, channel, zone } = reminder;
  return add({ slug, way, channel: channel ?? '', zone: zone ?? '', dsp: '', kind: 'reminders' }, asked, now);
}

/** Resolves once everything taken in so far has been written, or has failed to be. To be awaited after the answer. */
export function written(): Promise<void> {
  return held().writer.written();
}

type Told = {
  slug: string;
  channel: string;
  zone: string;
  dsp: string;
  way: string;
  kind: 'views' | 'taps' | 'reminders';
};

const MINUTE_MS = 60_000;

async function add({ kind, zone, channel, ...told }: Told, asked: Asked, now: number): Promise<Recorded> {
  if (!isPerson(asked.headers)) return 'no_person';
  const { writer, allowances } = held();
  const asker = readAsker(asked);
  if (allowances.ask(asker.network ?? '', now) > 0) return 'flood';
  const visitor = kind === 'views' ? await visitorOf(asker, told.slug, now) : null;
  const place = {
    ...told,
    at: Math.floor(now / MINUTE_MS) * MINUTE_MS,
    channel: channelCode(channel),
    country: countryOf(asked, zone) || UNKNOWN_TERRITORY,
    device: asker.device,
    app: asker.app,
  };
  return writer.add(place, kind, visitor) ? 'counted' : 'full';
}

async function visitorOf(asker: Asker, slug: string, now: number): Promise<{ mark: Mark; day: string } | null> {
  if (!asker.tracked || asker.network === null) return null;
  try {
    const salt = await saltOfToday(database().db, now);
    return { mark: visitorMark(salt, slug, asker), day: salt.day };
  } catch (error) {
    log.error('events.salt', error);
    return null;
  }
}
