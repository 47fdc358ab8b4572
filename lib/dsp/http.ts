/** One request to a DSP. `timeoutMs` counts from the call to the last byte of the answer. */
export type DspRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
};

/** A whole answer, whatever its status. */
export type Answer = { kind: 'answer'; status: number; headers: Headers; text: string };
export type CallOutcome = Answer | { kind: 'unavailable'; detail: string };

const LONGEST_ANSWER_BYTES = 1024 * 1024;

/**
 * Asks a DSP. Resolves with the whole answer (at most 1 MB) or with `unavailable`: no connection, cut off, too slow, too long, a
 * redirect (no DSP's API redirects, so something else answered), aborted by `signal`. Never throws; `detail` is a code of ours or
 * of the socket, never a text from outside, so that no token can be in it.
 */
export async function callDsp(request: DspRequest): Promise<CallOutcome> {
  const { method, url, headers, body, timeoutMs = 10_000, signal } = request;
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
    // `no-store`: Next patches fetch, and an answer about one fan must not be kept for another.
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      cache: 'no-store',
      signal: stop.signal,
      ...(headers && { headers }),
      ...(body !== undefined && { body }),
    });
    return await readAnswer(response);
  } catch (error) {
    return unavailable(timedOut ? 'timeout' : signal?.aborted ? 'aborted' : socketCode(error));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

async function readAnswer(response: Response): Promise<CallOutcome> {
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    return unavailable(`redirect ${response.status}`);
  }
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // Counted here and not by Content-Length, which a compressed or chunked answer does not have.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LONGEST_ANSWER_BYTES) return unavailable('answer too long');
    text += decoder.decode(chunk, { stream: true });
  }
  return { kind: 'answer', status: response.status, headers: response.headers, text: text + decoder.decode() };
}

const unavailable = (detail: string): CallOutcome => ({ kind: 'unavailable', detail });

/** `ECONNREFUSED` and the like. The error's message is left: undici quotes an invalid header, and the token is in one. */
function socketCode(error: unknown): string {
  for (let e = error; e instanceof Error; e = e.cause)
    if ('code' in e && typeof e.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(e.code)) return e.code;
  return 'network error';
}
