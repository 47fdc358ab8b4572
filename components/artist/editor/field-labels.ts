import { DSP_NAMES, isDsp } from '@/lib/domain/dsp';
import { listWords } from '@/lib/domain/list-words';

const LABELS: Record<string, string> = {
  artist: 'the artist',
  title: 'the title',
  kind: 'what it is',
  mode: 'how it comes out',
  date: 'the date',
  time: 'the time',
  zone: 'the time zone',
  slug: 'the end of the link',
  upc: 'the UPC',
  isrcs: 'the ISRCs',
  about: 'the words for fans',
};

function label(field: string): string {
  const [, dsp = ''] = field.split('.');
  return LABELS[field] ?? (isDsp(dsp) ? DSP_NAMES[dsp] : field);
}

/** The fields of a form by what they are called on it: "the title and Spotify". */
export function fieldLabels(fields: readonly string[]): string {
  return listWords([...new Set(fields.map(label))]);
}
