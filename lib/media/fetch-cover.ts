import { Agent, request } from 'undici';

/** `late`: not whole in time. `no_answer`: no connection, cut off, or a status other than 200, a redirect among them. */
export type FetchedCover =
  { kind: 'fetched'; bytes: Buffer } | { kind: 'not_allowed' | 'no_answer' | 'too_large' | 'late' };

type Limits = {
  /** where covers may be, as origins: a scheme, a host and a port; nothing else is ever connected to */
  origins: readonly string[];
  /** from the call to the last byte */ timeoutMs?: number;
};

const IN_ALL_MS = 5_000;
const LONGEST_BYTES = 5 * 1024 * 1024;

/** Its own: a picture host that hangs keeps no connection from the calls of a release day. */
const connections = new Agent({ connections: 8, keepAliveTimeout: 1_000, connect: { timeout: IN_ALL_MS } });

/**
 * Fetches a picture whose address somebody else has told us, and so only from the origins given, within 5 s and 5 MB in all. Over
 * https a name that leads to a private address proves nothing there and is not spoken to. The bytes are whatever came: `prepareArtwork` says whether they are a picture. Never throws.
 */
export async function fetchCover(address: string, limits: Limits): Promise<FetchedCover> {
  const { origins, timeoutMs = IN_ALL_MS } = limits;
  const url = allowed(address, origins);
  if (!url) return { kind: 'not_allowed' };
  const time = AbortSignal.timeout(timeoutMs);
  try {
    const { statusCode, body } = await request(url, {
      dispatcher: connections,
      signal: time,
      headers: { accept: 'image/jpeg, image/png, image/webp', 'accept-encoding': 'identity' },
    });
    // a body that is given up says so once more, as an event that nobody else listens to
    body.on('error', () => undefined);
    // Redirects are not followed: what a host sends elsewhere is no longer from where it may be.
    if (statusCode !== 200) {
      body.destroy();
      return { kind: 'no_answer' };
    }
    return await readAll(body);
  } catch {
    return { kind: time.aborted ? 'late' : 'no_answer' };
  }
}

/** Leaving the loop destroys the body, and with it the connection. */
async function readAll(body: AsyncIterable<Buffer>): Promise<FetchedCover> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Counted here and not by Content-Length, which a chunked answer does not have.
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > LONGEST_BYTES) return { kind: 'too_large' };
    chunks.push(chunk);
  }
  return { kind: 'fetched', bytes: Buffer.concat(chunks) };
}

function allowed(address: string, origins: readonly string[]): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return origins.includes(url.origin) && url.username === '' && url.password === '' ? url : null;
}
