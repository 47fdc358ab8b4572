import { describe, expect, it } from 'vitest';
import { isSignInProvider, ownPath, provenGoogleEmail } from './sign-in';

describe('ownPath', () => {
  it.each([
    '/dashboard',
    '/dashboard/settings',
    '/dashboard/c/night-drive?tab=day',
    '/invitation/abc_-123',
    '/welcome',
  ])('lets %s be where a sign-in leads', path => expect(ownPath(path)).toBe(path));

  it.each([
    null,
    undefined,
    '',
    'dashboard',
    'https://evil.example/dashboard',
    '//evil.example/dashboard',
    '/\\evil.example',
    '/dashboard\\evil',
    '/dashboard/../api/auth/callback/email',
    '/dashboard\r\nset-cookie: a=b',
    '/dashboardevil',
    '/night-drive',
    '/api/cron/release',
    'javascript:alert(1)',
    '/dashboard?next=https://evil.example#x',
  ])('leads from %j to the dashboard', path => expect(ownPath(path)).toBe('/dashboard'));
});

describe('provenGoogleEmail', () => {
  const of = (email: unknown, verified: unknown = true, hd?: unknown) =>
    provenGoogleEmail({ email, email_verified: verified, hd });

  it('takes the addresses that Google itself gives out', () => {
    expect(of('Mira@gmail.com')).toBe('mira@gmail.com');
    expect(of('mira@label.example', true, 'label.example')).toBe('mira@label.example');
    expect(of('mira@gmail.com', 'true')).toBe('mira@gmail.com');
  });

  it('takes no other, nor one that is not verified', () => {
    expect(of('mira@label.example')).toBeNull();
    expect(of('mira@label.example', true, 'evil.example')).toBeNull();
    expect(of('mira@gmail.com.evil.example')).toBeNull();
    expect(of('mira@gmail.com', false)).toBeNull();
    expect(of('mira@gmail.com', null)).toBeNull();
    expect(of(undefined)).toBeNull();
  });
});

it('knows its providers', () => {
  expect(['google', 'spotify', 'email', 'constructor'].map(isSignInProvider)).toEqual([true, true, false, false]);
});
