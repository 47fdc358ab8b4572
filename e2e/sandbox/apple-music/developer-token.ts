import { verify, type KeyObject } from 'node:crypto';

/** A team's MusicKit key as Apple knows it: the public half. */
export type MusicKey = { teamId: string; keyId: string; publicKey: KeyObject };

/** Six months, the longest a developer token may be made for ("Generating Developer Tokens"). */
const LONGEST_S = 15_777_000;

/**
 * Whose developer token this is, or null: ES256 only, signed with a key that is known, not ended, not from the future, not for longer
 * than six months; one that names origins only works from a page of theirs. `now` is epoch ms.
 */
export function readDeveloperToken(
  token: string,
  keys: readonly MusicKey[],
  { now, origin }: { now: number; origin: string | undefined },
): MusicKey | null {
  const [header = '', payload = '', signature = '', ...more] = token.split('.');
  const head = readPart(header);
  const claims = readPart(payload);
  const key = keys.find(({ teamId, keyId }) => keyId === head?.['kid'] && teamId === claims?.['iss']);
  if (!key || !claims || more.length > 0 || head?.['alg'] !== 'ES256') return null;
  const signed = Buffer.from(`${header}.${payload}`);
  const how = { key: key.publicKey, dsaEncoding: 'ieee-p1363' } as const;
  if (!verify('sha256', signed, how, Buffer.from(signature, 'base64url'))) return null;
  const [begins, ends, origins] = [Number(claims['iat']), Number(claims['exp']), claims['origin']];
  const at = now / 1000;
  if (!(begins <= at && at < ends && ends - begins <= LONGEST_S)) return null;
  if (Array.isArray(origins) && !(origin !== undefined && origins.includes(origin))) return null;
  return key;
}

function readPart(part: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
