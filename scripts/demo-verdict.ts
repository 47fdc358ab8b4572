import type { Flip } from './demo-flip';

export type DemoRun = {
  fans: number;
  passes: number;
  /** fan to the instant (epoch ms) of the save */ library: Record<string, number>;
  releaseAt: number;
  flip: Flip;
};

/** What fell short, a sentence each; empty when everything held. */
export function shortcomings({ fans, passes, library, releaseAt, flip }: DemoRun): string[] {
  const saved = Object.values(library);
  const early = saved.filter(at => at < releaseAt).length;
  return [
    passes < fans && `${fans - passes} of ${fans} fans did not get through the pre-save.`,
    saved.length < fans && `${fans - saved.length} of ${fans} libraries do not hold the release.`,
    early > 0 && `${early} saves were made before the release.`,
    flip.lastBefore === null && 'The page was not seen before the release.',
    flip.firstAfter === null && 'The page did not flip.',
    flip.early > 0 && `${flip.early} answers showed the release as out before its moment.`,
    flip.late > 0 && `${flip.late} answers still showed the pre-save a second after the release.`,
  ].filter(line => line !== false);
}
