import { page, seeOther, type Answer } from '../answer';
import type { Asked } from '../asked';
import { consentPage, refusalPage } from '../consent-page';
import { newToken } from '../identifiers';
import { putFan, type Client, type World } from '../world';
import type { Service } from './service';

type Wish = { client: Client; redirectUri: string; state: string | null; scopes: string[]; challenge: string };

const FAN_ID = /^[A-Za-z0-9._-]{1,64}$/;
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/** The service's consent page, or the fan's decision when it is posted. Source: RFC 6749 4.1, RFC 7636. */
export function consentRoute(service: Service, world: World, asked: Asked): Answer {
  const isPost = asked.method === 'POST';
  const fields = isPost ? new URLSearchParams(asked.body) : asked.query;
  const wish = readWish(service, world, fields);
  if ('status' in wish) return wish;
  if (!isPost) return show(service, wish, fields, null);
  if (fields.get('decision') === 'cancel') return back(wish, { error: 'access_denied' });
  if (fields.get('decision') !== 'agree') return show(service, wish, fields, 'Choose to agree or to cancel.');
  const fan = fields.get('new_fan')?.trim() || fields.get('fan')?.trim() || '';
  if (!FAN_ID.test(fan))
    return show(service, wish, fields, 'Name a fan: letters, digits, dots and dashes, 64 at most.');
  const { client } = wish;
  if (client.mode === 'development' && client.listedFans.size > 0 && !client.listedFans.has(fan))
    return page(403, refusalPage('Access blocked: this app is being tested, and you are not on its list.'));
  if (!world.fans.has(fan)) putFan(world, fan, {});
  return back(wish, { code: newCode(world, wish, fan), ...(service.issuer && { iss: service.issuer }) });
}

function newCode(world: World, { client, redirectUri, scopes, challenge }: Wish, fan: string): string {
  const code = newToken('AQ');
  const issuedAt = world.clock();
  world.codes.set(code, { client: client.id, fan, redirectUri, scopes, challenge, issuedAt, grant: null });
  return code;
}

function readWish(service: Service, world: World, fields: URLSearchParams): Wish | Answer {
  const client = world.clients.get(fields.get('client_id') ?? '');
  const redirectUri = fields.get('redirect_uri') ?? '';
  if (!client) return page(400, refusalPage('There is no such client.'));
  if (!client.redirectUris.includes(redirectUri)) return page(400, refusalPage('redirect_uri_mismatch'));
  const target = { redirectUri, state: fields.get('state') };
  const scopes = (fields.get('scope') ?? '').split(' ').filter(Boolean);
  const challenge = fields.get('code_challenge') ?? '';
  if (fields.get('response_type') !== 'code') return back(target, { error: 'unsupported_response_type' });
  if (scopes.length === 0 || !scopes.every(scope => service.scopes.has(scope)))
    return back(target, { error: 'invalid_scope' });
  const problem =
    fields.get('code_challenge_method') !== 'S256' || !CHALLENGE.test(challenge)
      ? 'code_challenge must be there, by S256'
      : service.objects(fields);
  if (problem) return back(target, { error: 'invalid_request', error_description: problem });
  return { client, ...target, scopes, challenge };
}

function show(service: Service, wish: Wish, fields: URLSearchParams, problem: string | null): Answer {
  const own = ['fan', 'new_fan', 'decision'];
  const hidden = [...fields].filter(([name]) => !own.includes(name));
  const scopes = wish.scopes.map(scope => service.scopes.get(scope) ?? scope);
  return page(problem === null ? 200 : 400, consentPage({ app: wish.client.name, scopes, hidden, fans: [], problem }));
}

function back({ redirectUri, state }: Pick<Wish, 'redirectUri' | 'state'>, result: Record<string, string>): Answer {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set('state', state);
  return seeOther(url.href);
}
