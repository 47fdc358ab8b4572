import { firstMoment } from './release-moment';
import type { Release } from './release';

type Candidate = { id: string; artist: string; release: Release; publishedAt: number | null };

/** The artist's campaign before this one: the latest of the same artist that came out earlier and was public. */
export function lastCampaign<T extends Candidate>(of: Candidate, all: readonly T[]): T | null {
  const name = (artist: string) => artist.trim().toLowerCase();
  const before = all.filter(
    other =>
      other.id !== of.id &&
      other.publishedAt !== null &&
      name(other.artist) === name(of.artist) &&
      firstMoment(other.release) < firstMoment(of.release),
  );
  return before.toSorted((a, b) => firstMoment(b.release) - firstMoment(a.release))[0] ?? null;
}
