import { Agent, request as send, type Dispatcher } from 'undici';

/** One request to a DSP. `timeoutMs` counts from the call to the last byte of the answer. */
export type DspRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
  /** a redirect is an answer here, and is not followed */
  redirects?: boolean;
};

/** A whole answer, whatever its status. */
export type Answer = {
  kind: 'answer';
  status: number;
  headers: { get(name: string): string | null };
  text: string;
};
export type CallOutcome = Answer | { kind: 'unavailable'; detail: string };

const LONGEST_ANSWER_BYTES = 1024 * 1024;

/**
 * Connections are kept and used again: at a release's midnight one call follows another. `fetch` costs three times the processor
 * time of this, and Next replaces it. Idle connections go before a server's usual five seconds could close them under a call.
 */
const connections = new Agent({ connections: 256, keepAliveTimeout: 4_000, connect: { timeout: 5_000 } });

/**
 * Asks a DSP. Resolves with the whole answer (at most 1 MB) or with `unavailable`: no connection, cut off, too slow, too long, a
 * redirect unless `redirects` says that one is meant (else something other than the DSP has answered), aborted by `signal`. Never throws; `detail` is a code of ours or
 * of the socket, never a text from outside, so that no token can be in it.
 */
export async function callDsp(request: DspRequest): Promise<CallOutcome> {
  const { method, url, headers, body, timeoutMs = 10_000, signal, redirects = false } = request;
  // `AbortSignal.any` would leave one listener per call on a signal that lives as long as the worker.
  const stop = new AbortController();
  const onAbort = () => stop.abort();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stop.abort();
  }, timeoutMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    if (signal?.aborted) return unavailable('aborted');
    const response = await send(url, {
      method,
      dispatcher: connections,
      signal: stop.signal,
      // an answer that is packed nevertheless is not read: a small one could unpack to a large one
      headers: { 'accept-encoding': 'identity', ...headers },
      ...(body !== undefined && { body }),
    });
    return await readAnswer(response, redirects);
  } catch (error) {
    return unavailable(timedOut ? 'timeout' : signal?.aborted ? 'aborted' : socketCode(error));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

async function readAnswer(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  redirects: boolean,
): Promise<CallOutcome> {
  const refusal =
    status >= 300 && status < 400 && !redirects ? `redirect ${status}` : unreadable(headers['content-encoding']);
  // a body that is given up says so once more, as an event that nobody else listens to
  body.on('error', () => undefined);
  if (refusal) {
    body.destroy();
    return unavailable(refusal);
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Counted here and not by Content-Length, which a chunked answer does not have.
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > LONGEST_ANSWER_BYTES) return unavailable('answer too long');
    chunks.push(chunk);
  }
  const get = (name: string) => [headers[name]].flat()[0] ?? null;
  return { kind: 'answer', status, headers: { get }, text: Buffer.concat(chunks).toString('utf8') };
}

function unreadable(encoding: string | string[] | undefined): string | null {
  return encoding === undefined || encoding === 'identity' ? null : 'encoded answer';
}

const unavailable = (detail: string): CallOutcome => ({ kind: 'unavailable', detail });

/** `ECONNREFUSED` and the like. The error's message is left: undici quotes an invalid header, and the token is in one. */
function socketCode(error: unknown): string {
  for (let e = error; e instanceof Error; e = e.cause)
    if ('code' in e && typeof e.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(e.code)) return e.code;
  return 'network error';
}
