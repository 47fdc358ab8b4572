/** "TIDAL", "TIDAL and Boomplay", "TIDAL, Boomplay and Audiomack". */
export function listWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
