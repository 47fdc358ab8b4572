import { shareWords } from './chart-words';
import { counted, numberWords } from './number-words';

/** What an editor wants to know of a release. Every count is of pre-saves without doubt, but `doubtful`. */
export type Pitch = {
  artist: string;
  title: string;
  /** "11 December 2026" */ date: string;
  isOut: boolean;
  address: string;
  sound: number;
  doubtful: number;
  saved: number;
  visitors: number;
  reminders: number;
  /** the last seven days, or those before it came out, and the seven before; null while the link is younger than that */
  growth: { last: number; before: number } | null;
  countries: readonly PitchLine[];
  services: readonly PitchLine[];
  channels: readonly PitchLine[];
  /** when these were counted: "23 November 2026" */ counted: string;
};

export type PitchLine = { name: string; n: number };

/** From here on a share says something. */
const ENOUGH = 20;
const LINES = 5;

/** How it grows, in a sentence; null while there is nothing to tell. Few are told as few. */
export function growthWords({ growth, isOut }: Pick<Pitch, 'growth' | 'isOut'>): string | null {
  if (!growth || growth.last + growth.before === 0) return null;
  const { last, before } = growth;
  const now = `${counted(last, 'pre-save')} in the ${isOut ? 'seven days before it came out' : 'last seven days'}`;
  if (before === 0) return `${now}, none in the seven before.`;
  const change =
    Math.min(last, before) < ENOUGH || last === before
      ? ''
      : last >= before * 2
        ? ` (${(last / before).toFixed(1)} times as many)`
        : ` (${shareWords(Math.abs(last - before) / before)} ${last > before ? 'more' : 'fewer'})`;
  return `${now}, ${numberWords(before)} in the seven before${change}.`;
}

/** How far the count can be trusted. */
export function trustWords({ sound, doubtful }: Pick<Pitch, 'sound' | 'doubtful'>): string {
  const base = 'Each is one account that signed in at its service and agreed to the save.';
  if (doubtful === 0) return `${base} None of them is doubtful.`;
  const share = sound + doubtful < ENOUGH ? '' : ` (${shareWords(doubtful / (sound + doubtful))} of all)`;
  return `${base} ${numberWords(doubtful)} more${share} look automated and are in none of these figures.`;
}

const list = (lines: readonly PitchLine[]) =>
  lines
    .slice(0, LINES)
    .map(({ name, n }) => `${name} ${numberWords(n)}`)
    .join(', ');

/** The sheet as a text to paste into a form or a mail. Nothing that is not known stands in it. */
export function pitchText(pitch: Pitch): string {
  const { artist, title, date, isOut, address, sound, saved, visitors, reminders } = pitch;
  const parts = [
    `${artist} – ${title}`,
    `${isOut ? 'Out since' : 'Out'} ${date}. ${address}`,
    '',
    `${counted(sound, 'pre-save')}. ${trustWords(pitch)}`,
    saved > 0 && `${numberWords(saved)} of all are in a library.`,
    growthWords(pitch),
    pitch.countries.length > 0 && `By country: ${list(pitch.countries)}.`,
    pitch.services.length > 0 && `By service: ${list(pitch.services)}.`,
    pitch.channels.length > 0 && `From: ${list(pitch.channels)}.`,
    `${counted(visitors, 'visitor')} on the link (people a day, without bots)${reminders > 0 ? `, ${counted(reminders, 'reminder')} set` : ''}.`,
    `Counted on ${pitch.counted}.`,
  ];
  return parts.filter(part => typeof part === 'string').join('\n');
}
