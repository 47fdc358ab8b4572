import { apiError, json, text, tokenError, type Answer } from './answer';

export type Fault =
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> | undefined }
  | { kind: 'hang' }
  | { kind: 'reset' }
  | { kind: 'slow'; ms: number }
  | { kind: 'truncate' }
  | { kind: 'invalid_grant' };

/** A fault for the calls whose "METHOD /path" matches `route`. */
export type FaultRule = {
  route: string;
  times: number;
  fan?: string | undefined;
  /** the call takes effect first, then its answer is spoilt */
  after: boolean;
  /** how long the rule lives from being added; Infinity for ever */
  forMs: number;
  /** 0 to 1: which part of the matching calls. The rule's own count of them and `seed` decide, so that a run repeats. */
  share: number;
  seed: number;
  fault: Fault;
};

/** What a fault says in the place of the real answer. */
export function faultAnswer(fault: Extract<Fault, { kind: 'status' | 'invalid_grant' }>): Answer {
  if (fault.kind === 'invalid_grant') return tokenError('invalid_grant', 'Refresh token revoked');
  const { status, body, headers = {} } = fault;
  if (body === undefined) return apiError(status, `Sandbox fault ${status}`, headers);
  return typeof body === 'string' ? text(status, body, headers) : json(status, body, headers);
}
