import { numberWords } from './number-words';
import type { Outcome, Outcomes } from './outcome';

export const OUTCOME_LABELS: Record<Outcome, { name: string; hint: string }> = {
  streams: { name: 'Streams', hint: 'Of the first seven days.' },
  listeners: { name: 'Listeners', hint: 'Of the first seven days.' },
  saves: { name: 'Saves', hint: 'Of the first seven days, all that Spotify counts.' },
  release_radar: { name: 'Streams from Release Radar', hint: 'In the playlists table of Spotify for Artists.' },
  playlists: { name: 'Playlists it is on', hint: 'Made by listeners and editors.' },
  editorial: { name: 'The editors’ answer', hint: 'To your pitch.' },
};

/** From so many pre-saves on what became of them says something. */
const ENOUGH = 50;

/** What one pre-save was worth, in a sentence; null until there is something to divide. */
export function worthWords(presaves: number, { streams, saves }: Outcomes): string | null {
  if (presaves === 0 || (streams === undefined && saves === undefined)) return null;
  const parts = [
    streams !== undefined && `${(streams / presaves).toFixed(1)} streams`,
    saves !== undefined && `${(saves / presaves).toFixed(1)} saves`,
  ].filter(part => part !== false);
  const sentence = `For each pre-save there were ${parts.join(' and ')} in the first week.`;
  return presaves < ENOUGH
    ? `${sentence} With ${numberWords(presaves)} pre-saves that can be chance: take it for a hint.`
    : `${sentence} Not all of them came from pre-saves: compare it with your other releases.`;
}

/** What the next count may bring, from the releases before; null from fewer than three. */
export function teachWords(runs: readonly { presaves: number; streams: number }[]): string | null {
  const rates = runs.filter(({ presaves }) => presaves >= ENOUGH).map(({ presaves, streams }) => streams / presaves);
  if (rates.length < 3) return null;
  const [low, high] = [Math.min(...rates), Math.max(...rates)].map(rate => rate.toFixed(1));
  return `Over ${rates.length} releases a pre-save stood for ${low} to ${high} streams in the first week.`;
}
