import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from '../answer';
import type { Asked } from '../asked';
import type { Change } from '../control-change';
import type { LimitRule } from '../limit-rule';
import type { Access, Client, Code, Fan, World } from '../world';

/** An API call under way. `client` and `fan` are null where nothing in the call says whose it is. */
export type ServiceCall = {
  world: World;
  asked: Asked;
  headers: IncomingHttpHeaders;
  /** under the service's API address, such as `GET /albums` */
  route: string;
  access: Access | null;
  client: Client | null;
  fan: Fan | null;
};

/**
 * What makes one music service out of the sandbox's common parts: clients, consent, tokens, faults, limits and the log of calls
 * are the same for all, and each service has a world of its own.
 */
export type Service = {
  /** where it is mounted, such as `/tidal`; `/control` under it is steered like Spotify's */
  prefix: string;
  authorizePath: string;
  tokenPath: string;
  apiPrefix: string;
  /** scope to what the fan agrees to, in words */
  scopes: ReadonlyMap<string, string>;
  /** what it calls itself in its redirect (RFC 9207); null: it does not */
  issuer: string | null;
  /** Why an authorize request is turned away for what is this service's own; null: it is not. */
  objects(query: URLSearchParams): string | null;
  api(call: ServiceCall): Answer;
  /** The answer to a call beyond the client's limit. `waitMs` is what the limit really asks for. */
  tooMany(rule: LimitRule, waitMs: number, now: number): Answer;
  /** What the token route's 200 has more, or less, when a code was exchanged or a token refreshed. */
  dressTokens(body: Record<string, unknown>, about: { code: Code | null; client: Client; world: World }): object;
  /** The client a call without a fan's or app's token belongs to: an API key's. */
  clientOf?(world: World, headers: IncomingHttpHeaders): Client | null;
  /** The fan a call belongs to that carries no access token of the sandbox's: Apple's user token has a header of its own. */
  fanOf?(world: World, headers: IncomingHttpHeaders): Fan | null;
  /** What is neither API, consent nor control, such as a script for the browser; null: nothing is there. */
  file?(asked: Asked, world: World): Answer | null;
  /** control routes of its own, by "METHOD /path" */
  changes: Record<string, Change>;
  reset(): void;
};
