import type { Audience } from '@/lib/domain/audience';
import type { DoubtReason } from '@/lib/domain/doubt';
import type { FunnelStep } from '@/lib/domain/funnel';

/** One line of a breakdown, under the name the artist knows. */
export type NamedLine = Audience & { key: string; name: string };

/** What is followed while the screen is open: the last half hour, and the sums so far. */
export type LiveView = {
  /** epoch ms */ now: number;
  minutes: readonly { at: number; views: number; taps: number; presaves: number }[];
  sums: Audience & { saved: number };
};

export const SPANS = ['hours', 'month', 'all'] as const;
export type Span = (typeof SPANS)[number];

/** The artist's last campaign, day by day (0 is release day), both at the same distance from their releases. */
export type BesideView = {
  title: string;
  mine: Audience;
  theirs: Audience;
  /** grown up to and with each day; null: that day is still ahead of this campaign */
  days: readonly { day: number; mine: number | null; theirs: number }[];
};

/** All that the overview of a campaign shows. */
export type NumbersView = {
  slug: string;
  live: LiveView;
  withdrawn: number;
  doubts: Partial<Record<DoubtReason, number>>;
  funnel: readonly FunnelStep[];
  span: Span;
  zone: string | null;
  points: readonly (Audience & { name: string })[];
  splits: Record<'channel' | 'country' | 'dsp' | 'device' | 'app' | 'way', readonly NamedLine[]>;
  beside: BesideView | null;
  /** events nobody could count in the last days */ lost: number;
};
