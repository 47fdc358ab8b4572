import type { Artwork, ServiceButton } from '@/lib/domain/fan-page';
import type { GrantNeed } from '@/lib/domain/grant-life';
import type { Theme } from '@/lib/domain/theme';

export type PassState =
  'held' | 'saving' | 'accepted' | 'saved' | 'needs_reconnect' | 'refused' | 'withdrawn' | 'expired';

/** Everything a fan's pass shows; words for times are made on the server, in the fan's zone. */
export type PassView = {
  slug: string;
  artist: string;
  title: string;
  artwork: Artwork | null;
  theme: Theme;
  serviceName: string;
  /** "your Spotify library" */
  home: string;
  /** "your library" */
  place: string;
  state: PassState;
  /** the fan has just consented: say thank you first */
  fresh: boolean;
  /** this consent renewed an earlier one */
  again: boolean;
  /** the release is out where the fan is */
  out: boolean;
  /** whether the permission needs the fan */
  need: GrantNeed;
  /** days in words, for a permission that needs the fan: "3 May", or "3 May 2027" in another year */
  days: { ends: string | null; release: string; renew: string | null };
  /** the button that gives the permission anew, where that would be taken */
  reconnect: ServiceButton | null;
  /** the campaign is over */
  ended: boolean;
  /** the fan's zone, or an empty text */
  zone: string;
  momentIso: string | null;
  /** "Friday, 12 December 2026 at 00:00, your time (Europe/Berlin)" */
  momentWords: string;
  savedWords: string | null;
  /** it was looked for in the library and found there, not only said to be added */
  checked: boolean;
  holdsUntilWords: string | null;
  passUrl: string;
  campaignUrl: string;
  /** where the withdrawal posts to */
  withdrawAction: string;
  token: string;
};
