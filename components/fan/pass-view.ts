import type { Artwork, ServiceButton } from '@/lib/domain/fan-page';
import type { GrantNeed } from '@/lib/domain/grant-life';
import type { LeftBehind } from '@/lib/domain/pass-history';
import type { Reason } from '@/lib/domain/presave-state';
import type { Disconnect } from '@/lib/domain/save-words';
import type { Theme } from '@/lib/domain/theme';

export type PassState =
  'held' | 'saving' | 'accepted' | 'saved' | 'needs_reconnect' | 'refused' | 'withdrawn' | 'expired';

/** One line of the ticket's timeline: it happened, is only worth a note, is next, is to come, or is where it stopped. */
export type PassStep = {
  what: string;
  /** goes before the time: "checked on" */ how: string;
  when: string | null;
  iso: string | null;
  state: 'done' | 'aside' | 'now' | 'ahead' | 'stopped';
};

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
  /** why it is in this state */
  reason: Reason;
  story: PassStep[];
  /** whose clock the times are on */
  zoneWords: string;
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
  /** the button that gives the permission anew, where that is needed and would be taken */
  reconnect: ServiceButton | null;
  /** the button that renews a permission which is still good */
  renew: ServiceButton | null;
  /** the permission in the service's own words, and whether it is wider than the one save */
  asked: { permission: string; wider: boolean } | null;
  /** a permission is held */
  holds: boolean;
  /** what the service has of the release through us */
  left: LeftBehind;
  /** where the fan can disconnect this app at the service */
  disconnect: Disconnect | null;
  /** the campaign is over */
  ended: boolean;
  /** the fan's zone, or an empty text */
  zone: string;
  momentIso: string | null;
  /** "Friday, 12 December 2026 at 00:00" */
  momentWords: string;
  /** "Friday, 12 December 2026 at 00:03, your time (Europe/Berlin)" */
  savedWords: string | null;
  /** it was looked for in the library and found there, not only said to be added */
  checked: boolean;
  holdsUntilWords: string | null;
  passUrl: string;
  /** the day on which this address ends */
  passEnds: string;
  /** null: the release has no page any more */
  campaignUrl: string | null;
  /** where the withdrawal posts to */
  withdrawAction: string;
  token: string;
};
