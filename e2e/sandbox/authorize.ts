import { page, seeOther, type Answer } from './answer';
import type { Asked } from './asked';
import { consentPage, refusalPage } from './consent-page';
import { newToken } from './identifiers';
import { readScopes } from './scopes';
import { putFan, type Client, type World } from './world';

type Wish = { client: Client; redirectUri: string; state: string | null; scopes: string[]; challenge: string | null };

const FIELDS = [
  'client_id',
  'response_type',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'show_dialog',
];
const FAN_ID = /^[A-Za-z0-9._-]{1,64}$/;
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;
const FANS_OFFERED = 50;

/** `GET /authorize`: the consent page. Sources: "Authorization Code with PKCE Flow", RFC 6749 4.1, RFC 7636. */
export function authorizePage(world: World, asked: Asked): Answer {
  const wish = readWish(world, asked.query);
  return 'status' in wish ? wish : consent(world, wish, asked.query, null);
}

/** `POST /authorize`: the fan's decision, from the page's form or from a script with the same fields. */
export function authorizeDecision(world: World, asked: Asked): Answer {
  const form = new URLSearchParams(asked.body);
  // A form without an action posts to the page's own address, so the query is there as well; the form alone counts.
  const wish = readWish(world, form);
  if ('status' in wish) return wish;
  if (form.get('decision') === 'cancel') return back(wish, { error: 'access_denied' });
  if (form.get('decision') !== 'agree') return consent(world, wish, form, 'Choose to agree or to cancel.');
  const fan = form.get('new_fan')?.trim() || form.get('fan')?.trim() || '';
  if (!world.fans.has(fan) && !FAN_ID.test(fan)) {
    return consent(world, wish, form, 'Name a fan: letters, digits, dots and dashes, 64 at most.');
  }
  if (!world.fans.has(fan)) putFan(world, fan, {});
  const code = newToken('AQ');
  const { client, redirectUri, scopes, challenge } = wish;
  world.codes.set(code, {
    client: client.id,
    fan,
    redirectUri,
    scopes,
    challenge,
    issuedAt: world.clock(),
    grant: null,
  });
  return back(wish, { code });
}

function readWish(world: World, fields: URLSearchParams): Wish | Answer {
  const client = world.clients.get(fields.get('client_id') ?? '');
  const redirectUri = fields.get('redirect_uri') ?? '';
  if (!client) return page(400, refusalPage('INVALID_CLIENT: Invalid client'));
  if (!client.redirectUris.includes(redirectUri)) {
    return page(400, refusalPage('INVALID_CLIENT: Invalid redirect URI'));
  }
  const target = { redirectUri, state: fields.get('state') };
  if (fields.get('response_type') !== 'code') return back(target, { error: 'unsupported_response_type' });
  const scopes = readScopes(fields.get('scope') ?? '');
  if (!scopes) return back(target, { error: 'invalid_scope' });
  const challenge = fields.get('code_challenge');
  if (challenge !== null && (fields.get('code_challenge_method') !== 'S256' || !CHALLENGE.test(challenge))) {
    return back(target, { error: 'invalid_request', error_description: 'code_challenge_method must be S256' });
  }
  return { client, ...target, scopes, challenge };
}

function consent(world: World, wish: Wish, fields: URLSearchParams, problem: string | null): Answer {
  const hidden = FIELDS.flatMap((name): [string, string][] => {
    const value = fields.get(name);
    return value === null ? [] : [[name, value]];
  });
  const fans = [...world.fans.keys()].slice(-FANS_OFFERED).toReversed();
  const html = consentPage({ app: wish.client.name, scopes: wish.scopes, hidden, fans, problem });
  return page(problem === null ? 200 : 400, html);
}

function back({ redirectUri, state }: Pick<Wish, 'redirectUri' | 'state'>, result: Record<string, string>): Answer {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set('state', state);
  return seeOther(url.href);
}
