import { callDsp, type CallOutcome } from '../http';
import type { YoutubeConfig } from './config';

const FORM = 'application/x-www-form-urlencoded';

/** YouTube's and Google's routes as plain calls: what goes out, and the answer as it came. Reading it is the mapper's. */
export function youtubeClient(config: YoutubeConfig) {
  const { tokenUrl, apiUrl, apiKey, clientId, clientSecret, timeoutMs = 10_000 } = config;

  const api = (
    method: 'GET' | 'POST',
    route: string,
    { query, headers }: { query: Record<string, string>; headers: Record<string, string> },
    signal?: AbortSignal,
  ): Promise<CallOutcome> =>
    callDsp({ method, url: `${apiUrl}${route}?${new URLSearchParams(query).toString()}`, headers, timeoutMs, signal });

  return {
    /** `POST` to Google's token endpoint, form-encoded ("Using OAuth 2.0 for Web Server Applications"). */
    token: (form: Record<string, string>, signal?: AbortSignal): Promise<CallOutcome> =>
      callDsp({
        method: 'POST',
        url: tokenUrl,
        headers: { 'content-type': FORM },
        body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form }).toString(),
        timeoutMs,
        signal,
      }),

    /** `POST /videos/rate?id=&rating=like`: 50 units, 204 (Videos: rate). */
    like: (video: string, token: string, signal?: AbortSignal) =>
      api(
        'POST',
        '/videos/rate',
        { query: { id: video, rating: 'like' }, headers: { authorization: `Bearer ${token}` } },
        signal,
      ),

    /** `GET /videos?id=`: one unit (Videos: list). The key goes in a header, so that no address has it. */
    video: (video: string, signal?: AbortSignal) =>
      api(
        'GET',
        '/videos',
        { query: { part: 'snippet,status,contentDetails', id: video }, headers: { 'x-goog-api-key': apiKey } },
        signal,
      ),

    /** `GET /channels?mine=true`: one unit (Channels: list). */
    myChannel: (token: string, signal?: AbortSignal) =>
      api(
        'GET',
        '/channels',
        { query: { part: 'id', mine: 'true' }, headers: { authorization: `Bearer ${token}` } },
        signal,
      ),
  };
}
