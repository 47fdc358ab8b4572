import type { Dsp } from '@/lib/domain/dsp';
import { saveRate, timeLeft, withSample, type Sample } from '@/lib/domain/rate';
import type { DayView } from './day-view';

/** What was seen of each service in the last looks. */
export type Seen = ReadonlyMap<Dsp, readonly Sample[]>;

/** A day with the speed that its looks show, instead of asking the database for it each time. */
export function withSpeed(view: DayView, before: Seen): { view: DayView; seen: Seen } {
  const seen = new Map<Dsp, readonly Sample[]>();
  const services = view.services.map(service => {
    const { dsp, saved, checking, open, stop } = service;
    // what was accepted counts as saved here: its save is made
    const samples = withSample(before.get(dsp) ?? [], { at: view.now, saved: saved + checking });
    seen.set(dsp, samples);
    const perSecond = (saveRate(samples) ?? service.perSecond) || null;
    return { ...service, perSecond, leftMs: timeLeft(open, perSecond, stop ? stop.untilMs - view.now : 0) };
  });
  return { view: { ...view, services }, seen };
}
