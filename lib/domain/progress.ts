import type { Dsp } from './dsp';
import type { Reason } from './presave-state';

/** A group of markets that are due and not open, because the DSP answered the same of all. `nextProbeMs`: epoch ms. */
export type ClosedMarkets = {
  markets: string[];
  fans: number;
  lastAnswer: string | null;
  /** null: not asked any more; before the first answer it is simply due */
  nextProbeMs: number | null;
};

/** Where the pre-saves of one service stand. Numbers of pre-saves; withdrawn and expired ones are left out. */
export type ServiceProgress = {
  dsp: Dsp;
  /** whether the moment has come for anybody */
  begun: boolean;
  /** whose moment has come, or that are saved */
  due: number;
  saved: number;
  /** of those, looked for in the library and found; elsewhere the service's answer is the proof */
  verified: number;
  /** due and still ahead */
  waiting: number;
  /** of those, accepted by the service and being looked for in the library */
  checking: number;
  /** of those whose save is still to be made, in markets that are open */
  open: number;
  /** whose moment is still to come */
  later: number;
  reconnect: number;
  refused: number;
  /** when (epoch ms) the next of `later` are due */
  nextMomentMs: number | null;
  waitingBy: { reason: Reason; n: number }[];
  closed: ClosedMarkets[];
};

/** A service that is not called until `untilMs` (epoch ms), and why. */
export type Stop = { dsp: Dsp; untilMs: number; reason: Reason | null };
