import { DSP_NAMES } from './dsp';
import type { Full } from './places';
import { wallClock } from './zone-clock';

const two = (n: number) => String(n).padStart(2, '0');

/** The hour of an instant (epoch ms) on a page that is the same for everybody: "08:00 UTC". */
function hourWords(at: number): string {
  const { hour, minute } = wallClock(at, 'UTC');
  return `${two(hour)}:${two(minute)} UTC`;
}

/** What the button that stands in for a pre-save says beside what it does itself. */
export function fullHere({ why, until }: Full): string {
  if (why !== 'quota') return 'All places for pre-saves here are taken';
  return until === null ? 'Pre-saving here is paused' : `Pre-saving here opens again at ${hourWords(until)}`;
}

/** The same where nothing stands in for it: "All places for pre-saves on YouTube Music are taken". */
export function fullOn(full: Full): string {
  return fullHere(full).replace('here', `on ${DSP_NAMES[full.dsp]}`);
}

/** Why, in a sentence. What the service lets an app do is its own rule and not ours. */
export function fullWhy({ dsp, why, until }: Full): string {
  const name = DSP_NAMES[dsp];
  switch (why) {
    case 'accounts':
      return `${name} lets this app save for a short list of people, and everybody on it has pre-saved.`;
    case 'day':
      return `${name} lets this app save for so many people a day, and the day of this release is full.`;
    case 'quota':
      return `${name} answers this app no more for today${until === null ? '' : `; it does again at ${hourWords(until)}`}.`;
  }
}
