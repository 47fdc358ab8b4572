import { z } from 'zod';
import { callDsp } from '../http';
import { deezerGrant } from './grant';

/** A token's life where the answer does not say; without `offline_access` it is this (raffis/deezer-local-sync). */
const AN_HOUR_S = 3600;

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires: z.coerce.number().int().min(0).catch(AN_HOUR_S),
});

/** The app and the code to exchange. `connectUrl` has no slash at the end. */
export type DeezerExchange = { connectUrl: string; clientId: string; clientSecret: string; code: string };

/**
 * Deezer's token route in RFC 6749's words, for an engine that speaks only those: `GET /oauth/access_token.php` with the secret in
 * the query, answered as `access_token=…&expires=…` or as the one line `wrong code`. Null where there was no token.
 */
export async function exchangeDeezerCode({ connectUrl, clientId, clientSecret, code }: DeezerExchange) {
  const query = new URLSearchParams({ app_id: clientId, secret: clientSecret, code });
  const url = `${connectUrl}/oauth/access_token.php?${query.toString()}`;
  const answer = await callDsp({ method: 'GET', url });
  if (answer.kind !== 'answer' || answer.status !== 200) return null;
  const read = tokenSchema.safeParse(Object.fromEntries(new URLSearchParams(answer.text.trim())));
  if (!read.success) return null;
  const { access_token: token, expires } = read.data;
  return { access_token: token, token_type: 'bearer', refresh_token: deezerGrant(token, expires) };
}
