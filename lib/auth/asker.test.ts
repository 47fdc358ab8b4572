import { expect, it } from 'vitest';
import { PEER_HEADER } from '../http/peer';
import { addressOf, askerOf } from './asker';

const asker = (value: string | undefined, peer?: string) =>
  askerOf(
    new Headers({ ...(value !== undefined && { 'x-forwarded-for': value }), ...(peer && { [PEER_HEADER]: peer }) }),
    null,
  );

it('believes the nearest proxy and nothing before it', () => {
  expect(asker('203.0.113.9')).toBe('203.0.113.9');
  expect(asker('6.6.6.6, 7.7.7.7,203.0.113.9 ')).toBe('203.0.113.9');
  expect(asker('2001:db8::1')).toBe('2001:db8::1');
  expect([asker(undefined), asker(''), asker('nobody')]).toEqual(['unknown', 'unknown', 'unknown']);
});

it('believes no header of whoever comes straight from the internet', () => {
  expect(asker('6.6.6.6', '203.0.113.9')).toBe('203.0.113.9');
  expect(asker('203.0.113.9', '10.0.0.4')).toBe('203.0.113.9');
  expect(addressOf(new Headers({ 'x-forwarded-for': '6.6.6.6' }), 0)).toBeNull();
});
