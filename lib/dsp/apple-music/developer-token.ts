import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import type { AppleConfig } from './config';

type Signer = Pick<AppleConfig, 'teamId' | 'keyId' | 'privateKey' | 'now'>;

/** A developer token and its end (epoch ms). */
export type DeveloperToken = { token: string; expiresAt: number };

/** Apple takes half a year at most and has been seen to refuse the whole of it (apple-jwt #2); nothing here needs a day. */
const SERVER_LIFE_S = 12 * 3_600;
/** MusicKit refuses an expired one by the phone's own clock, which may be hours off. */
const BROWSER_LIFE_S = 12 * 3_600;
/** A token is given up so long before its end, so that it does not end on the way. */
const MARGIN_MS = 10 * 60_000;
/** Apple's clock may be behind ours: a token from the future is refused. */
const BACKDATED_S = 60;

/** Signs one: ES256 with the key's id in the header, the team as issuer. Source: "Generating Developer Tokens", Apple Music API. */
async function sign(signer: Signer, lifeS: number, claims: Record<string, unknown>): Promise<DeveloperToken> {
  const now = Math.floor(signer.now() / 1000);
  const end = now + lifeS;
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: signer.keyId })
    .setIssuer(signer.teamId)
    .setIssuedAt(now - BACKDATED_S)
    .setExpirationTime(end)
    .sign(createPrivateKey(signer.privateKey));
  return { token, expiresAt: end * 1000 };
}

/** A token for the page at `origin`: for half a day, and of no use on any other site. */
export function browserToken(signer: Signer, origin: string): Promise<DeveloperToken> {
  return sign(signer, BROWSER_LIFE_S, { origin: [origin] });
}

/** The server's own token. */
export type ServerToken = {
  /** One in hand, or a new one; callers at the same time share one signature. */
  get(): Promise<string>;
  /** Forgets `token` after a 401, unless another has taken its place. */
  drop(token: string): void;
};

/** Keeps the server's token in memory. It has no origin: a server sends none. */
export function keepServerToken(signer: Signer): ServerToken {
  let held: DeveloperToken | null = null;
  let signing: Promise<DeveloperToken> | null = null;
  return {
    get: async () => {
      if (held && held.expiresAt - MARGIN_MS > signer.now()) return held.token;
      signing ??= sign(signer, SERVER_LIFE_S, {}).finally(() => {
        signing = null;
      });
      held = await signing;
      return held.token;
    },
    drop: token => {
      if (held?.token === token) held = null;
    },
  };
}
