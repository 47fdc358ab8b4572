/**
 * One API or token request, in order of arrival from n = 1 on. `at` is epoch ms by the sandbox's clock. `status` and `ms` are 0
 * until it was answered, and stay so when it never was.
 */
export type Call = {
  n: number;
  at: number;
  method: string;
  path: string;
  query: string;
  fan: string | null;
  client: string | null;
  status: number;
  ms: number;
  uris?: readonly string[] | undefined;
  grantType?: string | undefined;
  fault?: string | undefined;
};

/** `from` (inclusive) and `to` (exclusive) are epoch ms; `uri` is one that the call names. */
export type CallFilter = {
  since?: number;
  route?: RegExp;
  fan?: string;
  uri?: string;
  from?: number;
  to?: number;
  limit?: number;
};

const SECRET_NAME = /token|code|secret/i;
const SECRET_FIELD = /(^|&)([^=&]*(?:token|code|secret)[^=&]*)=[^&]*/gi;

/** Hides whatever may be a credential in a query string. */
export function withoutSecrets(rawQuery: string): string {
  return SECRET_NAME.test(rawQuery) ? rawQuery.replace(SECRET_FIELD, '$1$2=hidden') : rawQuery;
}

/** Calls only ever get added. */
export class CallLog {
  private readonly calls: Call[] = [];

  get count(): number {
    return this.calls.length;
  }

  add(call: Omit<Call, 'n' | 'status' | 'ms'>): Call {
    const { at, method, path, query, fan, client, uris, grantType, fault } = call;
    // Field by field, so that all entries have one shape and no call pays for a copy in dictionary form.
    const n = this.calls.length + 1;
    const entry: Call = { n, at, method, path, query, fan, client, status: 0, ms: 0, uris, grantType, fault };
    this.calls.push(entry);
    return entry;
  }

  /** Calls after number `since` that fit, oldest first, at most `limit`. `route` is matched against "METHOD /path". */
  *find({ since = 0, route, fan, uri, from = -Infinity, to = Infinity, limit = Infinity }: CallFilter): Iterable<Call> {
    let found = 0;
    for (let i = Math.max(0, since); i < this.calls.length && found < limit; i += 1) {
      const call = this.calls[i];
      if (!call || call.at < from || call.at >= to) continue;
      if ((fan !== undefined && call.fan !== fan) || (uri !== undefined && !call.uris?.includes(uri))) continue;
      if (route && !route.test(`${call.method} ${call.path}`)) continue;
      found += 1;
      yield call;
    }
  }
}
