import { createHash } from 'node:crypto';
import { DSPS, type Dsp } from '../domain/dsp';
import type { Env } from '../env';
import { FAN_AUTH_PATH } from './fan-auth-path';
import { asksOnItsPage, SIGN_INS } from './fan-providers';

/** Where a DSP asks a fan, as the button leads there, and where it sends the browser back to. */
export type AuthorizeAddress = { ask: string; back: string };

/**
 * The address at which each DSP asks, so that a preflight can see whether the DSP takes our way back. Nobody can go on from there:
 * neither state nor verifier are kept.
 */
export function authorizeAddresses(env: Env): Map<Dsp, AuthorizeAddress> {
  const addresses = new Map<Dsp, AuthorizeAddress>();
  for (const dsp of DSPS.filter(asksOnItsPage)) {
    const authorization = SIGN_INS[dsp](env)?.authorization;
    if (!authorization) continue;
    const { url, params = {} } =
      typeof authorization === 'string'
        ? { url: authorization }
        : { url: authorization.url ?? '', params: authorization.params };
    const ask = new URL(url);
    const back = `${env.appUrl}${FAN_AUTH_PATH}/callback/${dsp}`;
    const asked: Record<string, string> = {
      response_type: 'code',
      client_id: env[dsp]?.clientId ?? '',
      redirect_uri: back,
      state: 'preflight',
      code_challenge: createHash('sha256').update('preflight').digest('base64url'),
      code_challenge_method: 'S256',
      ...Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)])),
    };
    for (const [name, value] of Object.entries(asked)) ask.searchParams.set(name, value);
    addresses.set(dsp, { ask: ask.href, back });
  }
  return addresses;
}
