import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK, openStage, SAVE, type Stage } from './test-stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const visit = (change: Record<string, string | null> = {}) => fetch(stage.authorizeUrl(change), { redirect: 'manual' });

describe('the consent page', () => {
  it('is a plain form that carries every field on', async () => {
    const response = await visit();
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('name="state" value="state-1"');
    expect(html).toContain('Sandbox');
    expect(html).not.toContain('<script');
  });

  it('offers the fans it knows', async () => {
    await stage.control.createFans({ id: 'known-fan' });
    expect(await (await visit()).text()).toContain('<option value="known-fan">');
  });

  it('escapes what it shows', async () => {
    const html = await (await visit({ state: '"><script>alert(1)</script>' })).text();
    expect(html).not.toContain('<script>');
  });

  it.each([
    ['an unknown client', { client_id: 'nobody' }],
    ['a foreign redirect URI', { redirect_uri: 'http://127.0.0.1:3000/elsewhere' }],
    ['a redirect URI with a slash more', { redirect_uri: `${CALLBACK}/` }],
    ['no redirect URI', { redirect_uri: null }],
  ])('never redirects for %s', async (_, change) => {
    const response = await visit(change);
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
  });

  it.each([
    ['invalid_scope', { scope: `${SAVE} no-such-scope` }],
    ['unsupported_response_type', { response_type: 'token' }],
    ['invalid_request', { code_challenge_method: 'plain' }],
    ['invalid_request', { code_challenge: 'short' }],
  ])('redirects with %s', async (error, change) => {
    const response = await visit(change);
    const location = new URL(response.headers.get('location') ?? '');
    expect(response.status).toBe(303);
    expect(location.origin + location.pathname).toBe(CALLBACK);
    expect(location.searchParams.get('error')).toBe(error);
    expect(location.searchParams.get('state')).toBe('state-1');
  });
});

describe('the decision', () => {
  const decide = async (fields: { fan: string; decision: 'agree' | 'cancel' }) =>
    new URL(await stage.control.consent(stage.authorizeUrl(), fields)).searchParams;

  it('goes back with a code, and makes the fan', async () => {
    const back = await decide({ fan: 'new-fan', decision: 'agree' });
    expect(back.get('code')).toMatch(/^AQ/);
    expect(back.get('state')).toBe('state-1');
    expect((await stage.control.state()).fans).toBeGreaterThan(0);
  });

  it('goes back with access_denied', async () => {
    const back = await decide({ fan: 'new-fan', decision: 'cancel' });
    expect(Object.fromEntries(back)).toEqual({ error: 'access_denied', state: 'state-1' });
  });

  it('asks again without a usable fan', async () => {
    await expect(decide({ fan: 'not a fan', decision: 'agree' })).rejects.toThrow('Name a fan');
  });

  it('does not trust a form with another redirect URI', async () => {
    const url = stage.authorizeUrl({ redirect_uri: 'http://evil.invalid/' });
    await expect(stage.control.consent(url, { fan: 'f', decision: 'agree' })).rejects.toThrow('Invalid redirect URI');
  });
});
