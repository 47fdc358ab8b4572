import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareAddress, clientAddress, networkOf } from './client-address';

describe('clientAddress', () => {
  const via = (forwardedFor: string | null, proxies: number | null = 1, peer: string | null = '10.0.0.2') =>
    clientAddress({ forwardedFor, peer }, proxies);

  it('believes as many proxies as there are and nothing before them', () => {
    expect(via('203.0.113.9')).toBe('203.0.113.9');
    expect(via('6.6.6.6, 7.7.7.7,203.0.113.9 ')).toBe('203.0.113.9');
    expect(via('6.6.6.6, 203.0.113.9, 192.0.2.1', 2)).toBe('203.0.113.9');
    expect(via('203.0.113.9', 2), 'asked from within').toBe('203.0.113.9');
    expect(via('6.6.6.6', 0, '203.0.113.9')).toBe('203.0.113.9');
  });

  it('tells by the connection whether there is a proxy when nobody said', () => {
    expect(via('6.6.6.6', null, '203.0.113.9'), 'straight from the internet').toBe('203.0.113.9');
    expect(via('6.6.6.6, 203.0.113.9', null, '127.0.0.1')).toBe('203.0.113.9');
    expect(via('203.0.113.9', null, '::ffff:172.18.0.4')).toBe('203.0.113.9');
    expect(via('203.0.113.9', null, 'fd00::1')).toBe('203.0.113.9');
    expect(via('203.0.113.9', null, null), 'the host does not say').toBe('203.0.113.9');
  });

  it('answers nobody rather than a word that is no address', () => {
    expect([via(''), via(null)]).toEqual(['10.0.0.2', '10.0.0.2']);
    expect(via(null, 1, null)).toBeNull();
    expect([via('unknown'), via('203.0.113.9, _hidden'), via('999.1.1.1'), via('::::')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('is not moved by whatever a client writes before its own address', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), forged => {
        expect(via([...forged, '203.0.113.9'].join(','))).toBe('203.0.113.9');
        expect(via(forged.join(','), 0, '203.0.113.9')).toBe('203.0.113.9');
      }),
    );
  });
});

it.each([
  ['203.0.113.9:4711', '203.0.113.9'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['::FFFF:203.0.113.9', '203.0.113.9'],
  ['2001:db8:::1', null],
  ['1:2:3:4:5:6:7:8:9', null],
  ['1:2:3', null],
  ['host.example', null],
])('bareAddress(%s) is %s', (text, bare) => expect(bareAddress(text)).toBe(bare));

it('a network is one connection: an IPv4 address, or 64 bits of IPv6', () => {
  expect(networkOf('203.0.113.9')).toBe('203.0.113.9');
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(networkOf('2001:0db8:0:0:ffff::2')).toBe(networkOf('2001:db8::1'));
  expect(networkOf('2001:db8:0:1::1')).not.toBe(networkOf('2001:db8::1'));
});
