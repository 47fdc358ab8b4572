'use client';

import { useSyncExternalStore } from 'react';
import { browserZone } from '@/components/fan/browser-clock';
import { shortMoment } from '@/lib/domain/release-words';
import { isZone, wallClock } from '@/lib/domain/zone-clock';

const never = () => () => undefined;
const two = (n: number) => String(n).padStart(2, '0');

/** The reader's zone; null on the server, which does not know it, and so in the page as it arrives. */
export function useZone(): string | null {
  const zone = useSyncExternalStore(never, browserZone, () => '');
  return isZone(zone) ? zone : null;
}

/** An instant (epoch ms) on the reader's clock: "23:45" today, else with its day. */
export function clockAt(at: number, zone: string | null, now: number): string {
  const [there, here] = [wallClock(at, zone ?? 'UTC'), wallClock(now, zone ?? 'UTC')];
  const isToday = there.day === here.day && there.month === here.month && there.year === here.year;
  return isToday ? `${two(there.hour)}:${two(there.minute)}` : shortMoment(at, zone, now);
}
