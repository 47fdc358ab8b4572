/** What goes back over the wire. Routes decide it; only `send.ts` touches the socket. */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** in the place of `body`, for what is no text */
  bytes?: Buffer;
};

const JSON_TYPE = 'application/json; charset=utf-8';

/** 200 with no body, as Spotify's writes answer. */
export const EMPTY_OK: Answer = { status: 200, headers: {}, body: '' };

/** Any value as JSON. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': JSON_TYPE, ...headers }, body: JSON.stringify(value) };
}

/** Plain text. */
export function text(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

/** A web page that nobody may keep. */
export function page(status: number, html: string): Answer {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers: { ...headers, 'referrer-policy': 'no-referrer' }, body: html };
}

/** Sends the browser elsewhere with a GET. */
export function seeOther(location: string): Answer {
  return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' };
}

/** The Web API's "regular error object". */
export function apiError(status: number, message: string, headers: Record<string, string> = {}): Answer {
  return json(status, { error: { status, message } }, headers);
}

/** The accounts service's "authentication error object" (RFC 6749, 5.2). */
export function tokenError(error: string, description?: string, status = 400): Answer {
  const body = description === undefined ? { error } : { error, error_description: description };
  return json(status, body, { 'cache-control': 'no-store', pragma: 'no-cache' });
}
