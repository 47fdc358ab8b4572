import { DSP_NAMES, type Dsp } from './dsp';
import { counted } from './number-words';

/** What an artist is told once a link is stored. `savedBefore`: fans who have what the old link named, which nobody takes back. */
export function linkedWords(
  dsp: Dsp,
  { notes, savedBefore }: { notes: readonly string[]; savedBefore: number },
): string {
  return [
    `${DSP_NAMES[dsp]} is linked. The page shows it, and a release that is due is asked for at once.`,
    ...notes.map(note => `${note}.`.replace('..', '.')),
    ...(savedBefore > 0
      ? [
          `${counted(savedBefore, 'fan has', 'fans have')} what the old link named in their library already; that stays.`,
        ]
      : []),
  ].join(' ');
}
