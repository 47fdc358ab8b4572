import { DSP_NAMES } from './dsp';
import type { Full } from './places';
import { wallClock } from './zone-clock';

const two = (n: number) => String(n).padStart(2, '0');

/** When pre-saving goes on, on a page that is the same for everybody: "opens again at 08:00 UTC". */
function againWords(until: number | null): string {
  if (until === null) return 'is paused';
  const { hour, minute } = wallClock(until, 'UTC');
  return `opens again at ${two(hour)}:${two(minute)} UTC`;
}

/** What the button that stands in for a pre-save says beside what it does itself. */
export function fullHere({ why, until }: Full): string {
  return why === 'quota' ? `Pre-saving ${againWords(until)}` : 'All places are taken';
}

/** The same with the service's name, where nothing of the service is beside it. */
export function fullOn({ dsp, why, until }: Full): string {
  const on = `on ${DSP_NAMES[dsp]}`;
  return why === 'quota' ? `Pre-saving ${on} ${againWords(until)}` : `All places for pre-saves ${on} are taken`;
}

/** Why, in a sentence. What the service lets an app do is its own rule and not ours. */
export function fullWhy({ dsp, why }: Full): string {
  const name = DSP_NAMES[dsp];
  switch (why) {
    case 'accounts':
      return `${name} lets this app save for a short list of people, and everybody on it has pre-saved.`;
    case 'day':
      return `${name} lets this app save for only so many people a day, and the day of this release is full.`;
    case 'quota':
      return `This app has used up what ${name} lets it ask for now.`;
  }
}
