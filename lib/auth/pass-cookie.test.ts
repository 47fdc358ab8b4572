import { describe, expect, it } from 'vitest';
import { passCookies } from './pass-cookie';

describe('passCookies', () => {
  it('keeps the token from scripts, other sites and every other address', () => {
    expect(passCookies('https://upbeat.example', 'night-drive').pass).toEqual({
      name: '__Secure-upbeat.fan.pass',
      options: { httpOnly: true, sameSite: 'strict', secure: true, path: '/api/presave/state/night-drive' },
    });
  });

  it('shows the page’s script a mark on that page alone', () => {
    expect(passCookies('https://upbeat.example', 'night-drive').mark).toEqual({
      name: 'upbeat.presaved',
      options: { httpOnly: false, sameSite: 'strict', secure: true, path: '/night-drive' },
    });
  });

  it('does without https where there is none, under a name that does not claim it', () => {
    const { pass, mark } = passCookies('http://127.0.0.1:3000', 'night-drive');
    expect([pass.name, pass.options.secure, mark.options.secure]).toEqual(['upbeat.fan.pass', false, false]);
  });
});
