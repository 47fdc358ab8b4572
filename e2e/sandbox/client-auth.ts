import { tokenError, type Answer } from './answer';
import type { Client, World } from './world';

const BASIC = /^Basic +(\S+)$/i;

export type ClientAuth = { kind: 'confidential' | 'public'; client: Client } | { kind: 'refused'; answer: Answer };

/** `secret` is null for a client that says it has none. */
export type Credentials = { id: string; secret: string | null };

/** The id and secret a token request names, in its Basic header or else in its form. */
export function credentialsIn(authorization: string | undefined, form: URLSearchParams): Credentials {
  const [, encoded] = BASIC.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return { id: form.get('client_id') ?? '', secret: form.get('client_secret') };
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(/:(.*)/s);
  return { id: formDecoded(id), secret: formDecoded(secret) };
}

/** Who is calling the token route. Without a secret a client is public, and only PKCE speaks for it. */
export function authenticateClient(world: World, { id, secret }: Credentials): ClientAuth {
  const client = world.clients.get(id);
  if (!client) return { kind: 'refused', answer: tokenError('invalid_client', 'Invalid client') };
  if (secret === null) return { kind: 'public', client };
  if (secret !== client.secret)
    return { kind: 'refused', answer: tokenError('invalid_client', 'Invalid client secret') };
  return { kind: 'confidential', client };
}

/** RFC 6749, 2.3.1 encodes both halves as in a form; few clients do, and plain ones come out as they went in. */
function formDecoded(value: string): string {
  try {
    return decodeURIComponent(value.replace(/\+/g, ' '));
  } catch {
    return value;
  }
}
