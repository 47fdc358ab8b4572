import type { Audience } from './audience';
import { shareWords } from './chart-words';
import type { FunnelStep } from './funnel';
import { counted, numberWords } from './number-words';

/*
 * What a chart shows, as a sentence: its title. Below so many a share says more about chance than about anybody, so none is said.
 */
const ENOUGH = 20;

export type Counted = 'views' | 'taps' | 'presaves';

const OF: Record<Counted, string> = { views: 'visits', taps: 'taps', presaves: 'pre-saves' };

/** Who leads a list, by the first of `by` that it has any of: "TikTok brings most pre-saves: 64 of 120 (53 %)." Null for an empty one. */
export function leaderWords(
  lines: readonly (Pick<Audience, Counted> & { name: string })[],
  by: readonly Counted[],
): string | null {
  const sum = (what: Counted) => lines.reduce((total, line) => total + line[what], 0);
  const what = by.find(one => sum(one) > 0);
  if (!what) return null;
  const total = sum(what);
  const [first, second] = lines.toSorted((a, b) => b[what] - a[what]);
  if (!first) return null;
  const of = total < ENOUGH ? '' : ` (${shareWords(first[what] / total)})`;
  if (lines.length === 1 || first[what] === total) return `All ${OF[what]}: ${first.name}.`;
  if (second && second[what] === first[what]) return `No one leads: ${first.name} and ${second.name} are even.`;
  return `Most ${OF[what]}: ${first.name}, ${numberWords(first[what])} of ${numberWords(total)}${of}.`;
}

/** The highest of a series: "Most visits: 34 on 11 Dec." Null where there is nothing. */
export function peakWords(points: readonly { name: string; n: number }[], one: string, many: string): string | null {
  const peak = points.reduce<{ name: string; n: number } | null>((best, p) => (p.n > (best?.n ?? 0) ? p : best), null);
  return peak && `The most were ${counted(peak.n, one, many)}, on ${peak.name}.`;
}

const STEPS: Record<FunnelStep['step'], { name: string; loss: string }> = {
  visitors: { name: 'visitors', loss: '' },
  taps: { name: 'taps on a service', loss: 'looked and left' },
  presaves: { name: 'pre-saves', loss: 'stopped at their service’s question' },
  saved: { name: 'in a library', loss: 'are not saved, or not yet' },
};

/** A step of the way in words: what it counts, and who did not take it. */
export function stepWords(
  { step, n, share }: FunnelStep,
  before: FunnelStep | undefined,
): { name: string; drop: string } {
  const { name, loss } = STEPS[step];
  if (!before) return { name, drop: 'People a day, without bots and previews.' };
  if (before.n === 0 && n === 0) return { name, drop: 'None yet.' };
  if (share === null)
    return { name, drop: `More than ${STEPS[before.step].name}: the two are counted in different ways.` };
  const lost = before.n - n;
  if (lost === 0) return { name, drop: 'Nobody was lost.' };
  const of = before.n < ENOUGH ? '' : ` (${shareWords(lost / before.n)})`;
  return { name, drop: `${numberWords(lost)}${of} ${loss}.` };
}

/** Two counts at the same distance from their releases. Shares are said of enough only. */
export function besideWords(mine: number, theirs: number, many: string, other: string): string {
  if (mine === theirs) return `As many ${many} as ${other} at this point: ${numberWords(mine)}.`;
  const more = mine > theirs;
  const difference = Math.abs(mine - theirs);
  const share =
    theirs >= ENOUGH && mine >= ENOUGH
      ? mine >= theirs * 2
        ? `, ${(mine / theirs).toFixed(1)} times as many`
        : `, ${shareWords(difference / theirs)} ${more ? 'more' : 'fewer'}`
      : '';
  return `${numberWords(mine)} ${many}; ${other} had ${numberWords(theirs)} at this point${share}.`;
}
