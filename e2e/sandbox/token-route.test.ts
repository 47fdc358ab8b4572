import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  apiError,
  basic,
  CALLBACK,
  CLIENT,
  openStage,
  read,
  SAVE,
  type Stage,
  tokenError,
  VERIFIER,
} from './test-stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const DAY_MS = 24 * 3_600_000;

async function code(change: Record<string, string | null> = {}): Promise<string> {
  const back = await stage.control.consent(stage.authorizeUrl(change), { fan: 'fan-1', decision: 'agree' });
  return new URL(back).searchParams.get('code') ?? '';
}

const exchange = (value: string, change: Record<string, string> = {}, authorization: string | null = basic()) =>
  stage.token(
    { grant_type: 'authorization_code', code: value, redirect_uri: CALLBACK, code_verifier: VERIFIER, ...change },
    authorization,
  );

async function tokens(answer: Promise<Response>) {
  const { status, body } = await read(answer);
  expect(status).toBe(200);
  return body as { access_token: string; refresh_token: string; scope: string };
}

const refresh = (token: string, authorization: string | null = basic(), more: Record<string, string> = {}) =>
  stage.token({ grant_type: 'refresh_token', refresh_token: token, ...more }, authorization);

describe('authorization_code', () => {
  it('answers with tokens that nobody may keep', async () => {
    const response = await exchange(await code());
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      access_token: expect.stringMatching(/^BQ/) as string,
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: expect.stringMatching(/^AQ/) as string,
      scope: SAVE,
    });
  });

  it('takes PKCE alone from a client without a secret', async () => {
    const { refresh_token: token } = await tokens(exchange(await code(), { client_id: CLIENT.id }, null));
    expect((await refresh(token, null, { client_id: CLIENT.id })).status).toBe(200);
  });

  it('wants the secret where there is no PKCE', async () => {
    const plain = await code({ code_challenge: null, code_challenge_method: null });
    expect(await read(exchange(plain, { client_id: CLIENT.id }, null))).toEqual(
      tokenError('invalid_client', 'Invalid client secret'),
    );
    expect((await exchange(plain)).status).toBe(200);
  });

  it.each([
    ['another verifier', { code_verifier: 'w'.repeat(64) }, 'code_verifier was incorrect'],
    ['another redirect URI', { redirect_uri: `${CALLBACK}/` }, 'Invalid redirect URI'],
    ['a made-up code', { code: 'AQmade-up' }, 'Invalid authorization code'],
  ])('refuses %s', async (_, change, description) => {
    expect(await read(exchange(await code(), change))).toEqual(tokenError('invalid_grant', description));
  });

  it('refuses a code without its verifier', async () => {
    const form = { grant_type: 'authorization_code', code: await code(), redirect_uri: CALLBACK };
    expect(await read(stage.token(form))).toEqual(tokenError('invalid_grant', 'code_verifier required'));
  });

  it('refuses a code after a minute', async () => {
    const old = await code();
    stage.advance(60_000);
    expect(await read(exchange(old))).toEqual(tokenError('invalid_grant', 'Authorization code expired'));
  });

  it('refuses another client', async () => {
    await stage.control.createClient({ id: 'other', secret: 'x', redirectUris: [CALLBACK], mode: 'extended' });
    expect(await read(exchange(await code(), {}, basic('other', 'x')))).toEqual(
      tokenError('invalid_grant', 'Invalid authorization code'),
    );
  });

  it('ends the tokens of a code that comes twice', async () => {
    const once = await code();
    const { access_token: access, refresh_token: token } = await tokens(exchange(once));
    expect(await read(exchange(once))).toEqual(tokenError('invalid_grant', 'Invalid authorization code'));
    expect(await read(refresh(token))).toEqual(tokenError('invalid_grant', 'Refresh token revoked'));
    expect(await read(stage.api('GET', '/me', access))).toEqual(apiError(401, 'Invalid access token'));
  });
});

describe('refresh_token', () => {
  const grant = () => stage.control.issueGrant({ fan: 'fan-1', client: CLIENT.id, scopes: [SAVE] });
  beforeEach(() => stage.control.createFans({ id: 'fan-1' }).then(() => undefined));

  it('keeps the token by default', async () => {
    const token = await grant();
    expect(await tokens(refresh(token))).not.toHaveProperty('refresh_token');
    expect((await refresh(token)).status).toBe(200);
  });

  it('replaces it where the client rotates', async () => {
    await stage.control.createClient({ ...CLIENT, redirectUris: [], mode: 'extended', rotation: 'always' });
    const first = await grant();
    const { refresh_token: second } = await tokens(refresh(first));
    expect(second).not.toBe(first);
    expect(await read(refresh(first))).toEqual(tokenError('invalid_grant', 'Refresh token revoked'));
    expect((await refresh(second)).status).toBe(200);
  });

  it('ends six months after the authorization, refreshed or not', async () => {
    const token = await grant();
    stage.advance(182 * DAY_MS - 1);
    expect((await refresh(token)).status).toBe(200);
    stage.advance(1);
    expect(await read(refresh(token))).toEqual(tokenError('invalid_grant', 'Refresh token expired'));
  });

  it('ends when the fan removes the app', async () => {
    const token = await grant();
    expect(await stage.control.revoke('fan-1')).toBe(1);
    expect(await read(refresh(token))).toEqual(tokenError('invalid_grant', 'Refresh token revoked'));
  });

  it('refuses tokens it does not know, and no token', async () => {
    expect(await read(refresh('AQnone'))).toEqual(tokenError('invalid_grant', 'Invalid refresh token'));
    expect(await read(refresh(''))).toEqual(tokenError('invalid_request', 'refresh_token must be supplied'));
  });

  it('does not let a secret be left out', async () => {
    expect(await read(refresh(await grant(), null, { client_id: CLIENT.id }))).toEqual(
      tokenError('invalid_client', 'Invalid client secret'),
    );
  });
});

describe('the client', () => {
  it.each([
    ['Invalid client', basic('nobody', 'x')],
    ['Invalid client secret', basic(CLIENT.id, 'wrong')],
  ])('is refused with %s', async (description, authorization) => {
    expect(await read(stage.token({ grant_type: 'client_credentials' }, authorization))).toEqual(
      tokenError('invalid_client', description),
    );
  });

  it('gets a token of its own that is no fan’s', async () => {
    const response = await stage.token({ grant_type: 'client_credentials' });
    const body = (await response.json()) as { access_token: string };
    expect(Object.keys(body).toSorted()).toEqual(['access_token', 'expires_in', 'token_type']);
    expect(await read(stage.api('GET', '/me', body.access_token))).toEqual(
      apiError(401, 'Valid user authentication required'),
    );
  });

  it('may be given a shorter life for its tokens', async () => {
    await stage.control.createClient({ ...CLIENT, redirectUris: [], mode: 'extended', accessTokenSeconds: 5 });
    const token = await stage.fanToken('fan-1', [SAVE]);
    stage.advance(4_999);
    expect((await stage.api('GET', '/me', token)).status).toBe(200);
    stage.advance(1);
    expect(await read(stage.api('GET', '/me', token))).toEqual(apiError(401, 'The access token expired'));
  });

  it('must name a grant type', async () => {
    expect((await read(stage.token({}))).body).toMatchObject({ error: 'unsupported_grant_type' });
  });
});
