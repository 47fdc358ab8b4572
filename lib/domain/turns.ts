import type { Release } from './release';
import { releaseMoment } from './release-moment';
import { TERRITORIES } from './territory-zones';

/** An instant (epoch ms) at which a release goes live, and the territories that turn then. */
export type Turn = { at: number; territories: string[] };

/** The instants of a release, first to last: about thirty over 26 hours, or the one at which it is out everywhere. */
export function turnsOf(release: Release): Turn[] {
  const turns = new Map<number, string[]>();
  for (const territory of TERRITORIES) {
    const at = releaseMoment(release, territory);
    turns.set(at, [...(turns.get(at) ?? []), territory]);
  }
  return [...turns].map(([at, territories]) => ({ at, territories })).toSorted((a, b) => a.at - b.at);
}
