import type { PlaceLimits } from './deployment';

/** How many more fans fit; null: no limit. `onCampaign` and `onDay`: who has a place already, on this campaign and on a day of the service. */
export function placesLeft(limits: PlaceLimits, taken: { onCampaign: number; onDay: number }): number | null {
  const left = [
    limits.accounts === null ? null : limits.accounts - taken.onCampaign,
    limits.savesADay === null ? null : limits.savesADay - taken.onDay,
  ].filter(n => n !== null);
  return left.length === 0 ? null : Math.max(0, Math.min(...left));
}

export const isLimited = ({ accounts, savesADay }: PlaceLimits) => accounts !== null || savesADay !== null;
