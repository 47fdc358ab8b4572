import type { Dsp } from '@/lib/domain/dsp';
import type { Phase } from '@/lib/domain/phase';
import type { ServiceProgress, Stop } from '@/lib/domain/progress';

/** One service on release day. `leftMs` is null when nothing says how long it will take. */
export type DayService = ServiceProgress & { perSecond: number | null; leftMs: number | null; stop: Stop | null };

/** An instant (epoch ms) at which territories turn: how many, the first of them by name, and how many fans they have. */
export type DayTurn = { at: number; territories: number; names: string[]; fans: number; saved: number };

/** A match by code whose names do not agree. */
export type DayCandidate = { dsp: Dsp; uri: string; url: string; artist: string; title: string; markets: string[] };

/** A link that was found by itself, and what speaks for it. */
export type DayFound = { dsp: Dsp; url: string; artist: string; title: string; market: string; at: number };

/** Before the release: permissions that are held, those that have been tried, and those that run out before it. */
export type DayAhead = { held: number; tried: number; expiring: number };

/** The books: every consent is in exactly one of these. `unexplained` is zero, or the books are wrong. */
export type DayBooks = {
  consents: number;
  saved: number;
  waiting: number;
  reconnect: number;
  refused: number;
  withdrawn: number;
  expired: number;
  unexplained: number;
};

/** A release day as it stood at `now`, the database's clock (epoch ms): all that the screen shows, as one plain value. */
export type DayView = {
  now: number;
  slug: string;
  artist: string;
  title: string;
  phase: Phase;
  /** nothing that is due is left to do */
  settled: boolean;
  /** "Friday, 11 December 2026" */
  date: string;
  isInstant: boolean;
  turns: DayTurn[];
  services: DayService[];
  /** the campaign's services, with or without fans */
  linkable: Dsp[];
  candidates: DayCandidate[];
  found: DayFound[];
  ahead: DayAhead | null;
  books: DayBooks;
};
