import { clientAddress, type TrustedProxies } from '../domain/client-address';
import { env } from '../env';
import { PEER_HEADER } from '../http/peer';

/** The address of whoever asks, as far as the proxies before us can be believed (`TRUSTED_PROXIES`); null: nobody says. */
export function addressOf(headers: Headers, proxies: TrustedProxies = env().trustedProxies): string | null {
  return clientAddress({ forwardedFor: headers.get('x-forwarded-for'), peer: headers.get(PEER_HEADER) }, proxies);
}

/** Who asks, in one word. */
export function askerOf(headers: Headers, proxies: TrustedProxies = env().trustedProxies): string {
  return addressOf(headers, proxies) ?? 'unknown';
}

/** What the numbers are told of a request. */
export function askedBy(headers: Headers): { address: string | null; headers: Headers; countryHeader: string | null } {
  return { address: addressOf(headers), headers, countryHeader: env().countryHeader };
}
