import { firstMoment, lastMoment } from './release-moment';
import type { Release } from './release';

/** Where a campaign stands. Derived from its dates and the time, never stored. */
export const PHASES = ['draft', 'presave', 'rolling', 'live', 'ended'] as const;
export type Phase = (typeof PHASES)[number];

/** The phases a fan can see. */
export type PublicPhase = Exclude<Phase, 'draft'>;

export type Schedule = { release: Release; publishedAt: number | null; endedAt: number | null };

/**
 * The phase of a campaign at `now` (epoch ms). `rolling` is the span from the first to the last territory's midnight; a release
 * at one instant never rolls.
 */
export function phaseAt(campaign: Schedule, now: number): Phase {
  if (campaign.publishedAt === null || now < campaign.publishedAt) return 'draft';
  if (campaign.endedAt !== null && now >= campaign.endedAt) return 'ended';
  if (now < firstMoment(campaign.release)) return 'presave';
  return now < lastMoment(campaign.release) ? 'rolling' : 'live';
}

/** The next instant (epoch ms) at which the phase changes by itself, or null when nothing is ahead. */
export function nextPhaseChange(campaign: Schedule, now: number): number | null {
  if (campaign.publishedAt === null) return null;
  const ahead = [campaign.publishedAt, firstMoment(campaign.release), lastMoment(campaign.release)]
    .filter(at => campaign.endedAt === null || at < campaign.endedAt)
    .concat(campaign.endedAt ?? [])
    .filter(at => at > now);
  return ahead.length ? Math.min(...ahead) : null;
}
