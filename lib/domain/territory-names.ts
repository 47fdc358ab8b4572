import { UNKNOWN_TERRITORY } from './territory-zones';

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** A territory (ISO 3166-1 alpha-2) in English: "Germany". Nobody can say where a fan without one is. */
export function territoryName(code: string): string {
  return code === UNKNOWN_TERRITORY ? 'an unknown country' : (names.of(code) ?? code);
}
