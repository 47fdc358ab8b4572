import type { Dsp } from './dsp';
import type { PublicPhase } from './phase';
import type { Release, ReleaseKind } from './release';
import type { Theme } from './theme';

/**
 * What one button does, told before the tap.
 * `saves`: a form post that asks for one permission and saves at release (or at once when it is out).
 * `adds`: asks in Apple's own window and adds at once where that can be, and at release in any case.
 * `service-presave`: opens the service's own pre-save (a Spotify Countdown Page).
 * `opens`: a link that opens the service.
 */
export type ServiceAction =
  | { mode: 'saves'; /** where the form posts */ post: string; when: 'at-release' | 'now' }
  | { mode: 'adds'; /** where the form posts without JavaScript */ post: string }
  | { mode: 'service-presave'; href: string }
  | { mode: 'opens'; href: string };

export type ServiceButton = {
  dsp: Dsp;
  name: string;
  /** the verb: "Pre-save on Spotify" */ label: string;
  /** what will happen */ promise: string;
  action: ServiceAction;
};

/** A service whose pre-save opens later: "Pre-saving on Spotify opens on 14 June". */
export type Opening = { dsp: Dsp; words: string };

/** A service that would save and takes nobody more for now. `words` as above; `why` is a sentence. */
export type FullService = { dsp: Dsp; words: string; why: string };

/** The one button that reminds: a calendar entry at the fan's own release moment, for every service that cannot save. */
export type ReminderOffer = {
  /** where the form asks; the way and the zone go along */ action: string;
  label: string;
  /** what will happen */ promise: string;
  /** the day of the month, for the button's sign */ day: string;
  /** when the entry is for where the fan's zone is not known */ latestWords: string;
  /** no service has more to offer than a link */ best: boolean;
};

/** An artwork in its two sizes, both square JPEG or WebP files at immutable addresses. */
export type Artwork = { large: string; small: string; largePx: number; smallPx: number };

/**
 * When the release is out for a browser zone, so that a shared page can decide in the browser: `at` for every zone named in
 * `zones` (epoch seconds to space-separated IANA zones); any other zone turns at its own local midnight of `date`.
 */
export type ZoneMoments =
  | { mode: 'instant'; at: number }
  | {
      mode: 'local-midnight';
      date: string;
      zones: Record<string, string>;
      /** epoch seconds */ first: number;
      last: number;
    };

/** Everything the fan page shows; made on the server, the same for every fan. */
export type FanPage = {
  slug: string;
  artist: string;
  title: string;
  kind: ReleaseKind;
  about: string | null;
  phase: PublicPhase;
  release: Release;
  /** "Friday, 12 December 2026" or "Friday, 12 December 2026 at 18:00 UTC" */
  dateWords: string;
  /** `2026-12-12` or an ISO instant, for <time dateTime> */
  dateTime: string;
  moments: ZoneMoments;
  artwork: Artwork | null;
  theme: Theme;
  /** buttons before the fan's territory has it; empty in `live` and `ended` */
  before: ServiceButton[];
  /** services whose pre-save opens later */
  openings: Opening[];
  /** services that take nobody more for now */
  full: FullService[];
  /** what each service has for a fan whom nobody saves for */
  nextBest: ServiceButton[];
  /** what the pre-save buttons ask for and until when it is kept; null where none asks */
  permission: string | null;
  /** null once it is out everywhere, and when the campaign has ended */
  reminder: ReminderOffer | null;
  /** listening buttons; empty in `presave` */
  after: ServiceButton[];
  /** names of services that will carry it but offer nothing to tap yet */
  alsoOn: string[];
};
