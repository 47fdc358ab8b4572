import type { ReleaseKind } from '@/lib/domain/release';

export const KIND_WORDS: Record<ReleaseKind, string> = { single: 'Single', ep: 'EP', album: 'Album' };

/** "TIDAL", "TIDAL and Boomplay", "TIDAL, Boomplay and Audiomack". */
export function listWords(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
