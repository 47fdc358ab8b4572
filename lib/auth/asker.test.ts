import { expect, it } from 'vitest';
import { askerOf } from './asker';

it('believes the nearest proxy and nothing before it', () => {
  const asker = (value?: string) => askerOf(new Headers(value === undefined ? {} : { 'x-forwarded-for': value }));
  expect(asker('203.0.113.9')).toBe('203.0.113.9');
  expect(asker('6.6.6.6, 7.7.7.7,203.0.113.9 ')).toBe('203.0.113.9');
  expect(asker('2001:db8::1')).toBe('2001:db8::1');
  expect([asker(), asker(''), asker('1.2.3.4,')]).toEqual(['unknown', 'unknown', 'unknown']);
});
