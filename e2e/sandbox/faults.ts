import { apiError, json, text, tokenError, type Answer } from './answer';

export type Fault =
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> | undefined }
  | { kind: 'hang' }
  | { kind: 'reset' }
  | { kind: 'slow'; ms: number }
  | { kind: 'truncate' }
  | { kind: 'invalid_grant' };

/** A fault for the calls whose "METHOD /path" matches `route`. `after`: the call takes effect first, then its answer is spoilt. */
export type FaultRule = { route: string; times: number; fan?: string | undefined; after: boolean; fault: Fault };
export type ArmedFault = FaultRule & { pattern: RegExp };

/** Makes a rule ready for use. Throws a SyntaxError when `route` is no regular expression. */
export function arm(rule: FaultRule): ArmedFault {
  return { ...rule, pattern: new RegExp(rule.route) };
}

/** The first rule for a call, and one of its times is used up. */
export function takeFault(rules: ArmedFault[], where: string, fan: string | null): ArmedFault | null {
  for (const rule of rules) {
    if (rule.times <= 0 || (rule.fan !== undefined && rule.fan !== fan) || !rule.pattern.test(where)) continue;
    rule.times -= 1;
    return rule;
  }
  return null;
}

/** What a fault says in the place of the real answer. */
export function faultAnswer(fault: Extract<Fault, { kind: 'status' | 'invalid_grant' }>): Answer {
  if (fault.kind === 'invalid_grant') return tokenError('invalid_grant', 'Refresh token revoked');
  const { status, body, headers = {} } = fault;
  if (body === undefined) return apiError(status, `Sandbox fault ${status}`, headers);
  return typeof body === 'string' ? text(status, body, headers) : json(status, body, headers);
}
