import { isbot } from 'isbot';
import { deviceOf, type Device } from '../domain/device';
import { OWN_BROWSER } from '../domain/audience';
import { networkOf } from '../domain/client-address';
import { inAppBrowser, type InAppApp } from '../domain/in-app';
import { isTerritory, UNKNOWN_TERRITORY } from '../domain/territory-zones';
import { territoryOfZone } from '../domain/zone-territory';

/** What of a request decides how it is counted. It is never stored, and nothing of it outlives the request but marks and sums. */
export type Asked = {
  /** who asks, by `lib/auth/asker.ts`; null: nobody says */ address: string | null;
  headers: Headers;
  /** the header in which a host in front of us says the country; null: none does */ countryHeader: string | null;
};

/** Who asks, as far as the numbers know anybody. `tracked`: the browser does not ask to be left alone (GPC, DNT). */
export type Asker = {
  /** null: nobody says */ network: string | null;
  userAgent: string;
  device: Device;
  app: InAppApp | typeof OWN_BROWSER;
  tracked: boolean;
};

/** Longer than any browser's; what comes after it is not read. */
const LONGEST_USER_AGENT = 1000;

/**
 * Whether a person is at the other end: no crawler and no preview by its user agent (isbot), and nothing that a browser does ahead of
 * its user (`Sec-Purpose`, and `Purpose` or `X-Moz` in older ones).
 */
export function isPerson(headers: Headers): boolean {
  const userAgent = headers.get('user-agent')?.slice(0, LONGEST_USER_AGENT);
  const purpose = ['sec-purpose', 'purpose', 'x-moz', 'x-purpose'].map(name => headers.get(name) ?? '').join(' ');
  return Boolean(userAgent) && !isbot(userAgent) && !/prefetch|prerender|preview/i.test(purpose);
}

/** Reads who asks, person or not. */
export function readAsker({ address, headers }: Pick<Asked, 'address' | 'headers'>): Asker {
  const userAgent = (headers.get('user-agent') ?? '').slice(0, LONGEST_USER_AGENT);
  return {
    network: address === null ? null : networkOf(address),
    userAgent,
    device: deviceOf(userAgent),
    app: inAppBrowser(userAgent)?.app ?? OWN_BROWSER,
    tracked: headers.get('sec-gpc') !== '1' && headers.get('dnt') !== '1',
  };
}

/** The country a visitor is in: by the host in front of us where there is one that says so, else by the zone of the browser's clock. */
export function countryOf({ headers, countryHeader }: Asked, zone: string | null): string {
  const told = countryHeader === null ? null : headers.get(countryHeader)?.toUpperCase();
  if (isTerritory(told)) return told;
  return (zone === null ? null : territoryOfZone(zone)) ?? UNKNOWN_TERRITORY;
}
