import type { Artwork } from '@/lib/domain/fan-page';
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
  state: PassState;
  /** the fan has just consented: say thank you first */
  fresh: boolean;
  momentIso: string | null;
  /** "Friday, 12 December 2026 at 00:00, your time (Europe/Berlin)" */
  momentWords: string;
  savedWords: string | null;
  holdsUntilWords: string | null;
  passUrl: string;
  campaignUrl: string;
  /** where the withdrawal posts to */
  withdrawAction: string;
  token: string;
};
