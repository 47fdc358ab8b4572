import { isTerritory, UNKNOWN_TERRITORY } from './territory-zones';
import { territoryOfZone } from './zone-territory';

/**
 * The territory whose midnight counts for a fan: the account's country, by which the service itself decides, else the one of the
 * browser's zone, else unknown, which turns last. What is not in the table of territories is ignored.
 */
export function fanTerritory({ country, zone }: { country: string | null; zone: string | null }): string {
  if (isTerritory(country)) return country;
  return (zone ? territoryOfZone(zone) : null) ?? UNKNOWN_TERRITORY;
}
