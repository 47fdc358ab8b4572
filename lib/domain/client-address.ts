/** How many proxies stand before the app, each of which adds the address it was asked from; null: told by who asks us. */
export type TrustedProxies = number | null;

export type Hops = {
  /** X-Forwarded-For as it came */ forwardedFor: string | null;
  /** who is at the other end of the connection; null where the host does not say */ peer: string | null;
};

const PRIVATE_4 =
  /^(10|127|0)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
const PRIVATE_6 = /^(::1?$|fe[89ab]|f[cd])/;

/** An address without what may stand around it: a port, brackets, a zone, the IPv6 form of an IPv4 address. Null: it is none. */
export function bareAddress(text: string): string | null {
  const given = text.trim().toLowerCase();
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(given) ?? [];
  const plain = (bracketed ?? given).replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/, '');
  const [, four = plain] = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(plain) ?? [];
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(four)) return four.split('.').every(part => Number(part) <= 255) ? four : null;
  return /^[0-9a-f:]{2,39}$/.test(plain) && plain.includes(':') && expand(plain) ? plain : null;
}

/** The eight groups of an IPv6 address, or null. */
function expand(address: string): string[] | null {
  const [head = '', tail, more] = address.split('::');
  if (more !== undefined) return null;
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right];
  return groups.every(group => /^[0-9a-f]{1,4}$/.test(group))
    ? groups.map(group => group.replace(/^0+(?=.)/, ''))
    : null;
}

/** Whether an address is nobody's on the open internet: a proxy of our own, or this machine. */
function isPrivate(address: string): boolean {
  return PRIVATE_4.test(address) || PRIVATE_6.test(address);
}

/**
 * Who asks, as far as it is certain. Each proxy appends whom it was asked by, so with n of them the n-th from the end is the client;
 * what stands before is whatever the client chose to write. Without a number one proxy is believed in where the connection comes
 * from a private address, and none where it comes from the internet. Null: nobody says.
 */
export function clientAddress({ forwardedFor, peer }: Hops, proxies: TrustedProxies): string | null {
  const from = peer === null ? null : bareAddress(peer);
  const trusted = proxies ?? (from !== null && !isPrivate(from) ? 0 : 1);
  const named = (forwardedFor ?? '').split(',').filter(part => part.trim() !== '');
  if (trusted === 0) return from;
  const client = named.at(-trusted) ?? named[0];
  return client === undefined ? from : bareAddress(client);
}

/** What counts as one network: an IPv4 address, or the 64 bits of IPv6 that one connection is given. */
export function networkOf(address: string): string {
  const groups = address.includes(':') ? expand(address) : null;
  return groups ? `${groups.slice(0, 4).join(':')}::/64` : address;
}
