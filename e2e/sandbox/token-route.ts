import { json, tokenError, type Answer } from './answer';
import type { Asked } from './asked';
import { authenticateClient, credentialsIn, type Credentials } from './client-auth';
import { newAccessToken, newGrant, rotate } from './grants';
import { challengeOf } from './identifiers';
import type { Client, Code, Grant, World } from './world';

const CODE_LIFE_MS = 60_000;

/** A token request as it was written, and whose it is as far as that can be told before anything is checked. */
export type TokenForm = {
  fields: URLSearchParams;
  credentials: Credentials;
  grantType: string;
  fan: string | null;
  client: string | null;
};

/** Reads a token request. */
export function tokenForm(world: World, { body, authorization }: Asked): TokenForm {
  const fields = new URLSearchParams(body);
  const credentials = credentialsIn(authorization, fields);
  const holder =
    world.refreshTokens.get(fields.get('refresh_token') ?? '') ?? world.codes.get(fields.get('code') ?? '') ?? null;
  return {
    fields,
    credentials,
    grantType: fields.get('grant_type') ?? '',
    fan: holder?.fan ?? null,
    client: world.clients.has(credentials.id) ? credentials.id : null,
  };
}

/** `POST /api/token`. Sources: RFC 6749, "Authorization Code with PKCE Flow", "Refreshing tokens". */
export function tokenRoute(world: World, { fields, credentials, grantType }: TokenForm): Answer {
  const auth = authenticateClient(world, credentials);
  if (auth.kind === 'refused') return auth.answer;
  const isPublic = auth.kind === 'public';
  switch (grantType) {
    case 'authorization_code':
      return exchangeCode(world, auth.client, isPublic, fields);
    case 'refresh_token':
      return refresh(world, auth.client, isPublic, fields);
    case 'client_credentials':
      if (isPublic) return tokenError('invalid_client', 'Invalid client secret');
      return tokens(world, auth.client, null, false);
    default:
      return tokenError(
        'unsupported_grant_type',
        'grant_type must be client_credentials, authorization_code or refresh_token',
      );
  }
}

function exchangeCode(world: World, client: Client, isPublic: boolean, form: URLSearchParams): Answer {
  const code = world.codes.get(form.get('code') ?? '');
  if (!code || code.client !== client.id) return tokenError('invalid_grant', 'Invalid authorization code');
  if (code.grant) {
    // RFC 6749, 4.1.2: whoever comes second may be the thief, or the first one was.
    code.grant.revoked = true;
    return tokenError('invalid_grant', 'Invalid authorization code');
  }
  if (world.clock() >= code.issuedAt + CODE_LIFE_MS) return tokenError('invalid_grant', 'Authorization code expired');
  if (form.get('redirect_uri') !== code.redirectUri) return tokenError('invalid_grant', 'Invalid redirect URI');
  const problem = verifierProblem(code, isPublic, form.get('code_verifier'));
  if (problem) return problem;
  code.grant = newGrant(world, { client: client.id, fan: code.fan, scopes: code.scopes, isPublic });
  return tokens(world, client, code.grant, true);
}

function verifierProblem(code: Code, isPublic: boolean, verifier: string | null): Answer | null {
  if (code.challenge === null) return isPublic ? tokenError('invalid_client', 'Invalid client secret') : null;
  if (verifier === null) return tokenError('invalid_grant', 'code_verifier required');
  return challengeOf(verifier) === code.challenge ? null : tokenError('invalid_grant', 'code_verifier was incorrect');
}

function refresh(world: World, client: Client, isPublic: boolean, form: URLSearchParams): Answer {
  const token = form.get('refresh_token');
  if (!token) return tokenError('invalid_request', 'refresh_token must be supplied');
  const grant = world.refreshTokens.get(token);
  if (!grant || grant.client !== client.id) return tokenError('invalid_grant', 'Invalid refresh token');
  if (isPublic && !grant.isPublic) return tokenError('invalid_client', 'Invalid client secret');
  if (grant.revoked || grant.refreshToken !== token) return tokenError('invalid_grant', 'Refresh token revoked');
  if (world.clock() >= grant.expiresAt) return tokenError('invalid_grant', 'Refresh token expired');
  if (client.rotation === 'always') rotate(world, grant);
  return tokens(world, client, grant, client.rotation === 'always');
}

function tokens(world: World, client: Client, grant: Grant | null, withRefreshToken: boolean): Answer {
  const body = {
    access_token: newAccessToken(world, client, grant).token,
    token_type: 'Bearer',
    expires_in: client.accessTokenSeconds,
    ...(grant && withRefreshToken && { refresh_token: grant.refreshToken }),
    ...(grant && { scope: grant.scopes.join(' ') }),
  };
  return json(200, body, { 'cache-control': 'no-store', pragma: 'no-cache' });
}
