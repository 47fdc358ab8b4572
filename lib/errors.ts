/** The codes an answer of ours may carry, each with its HTTP status. Nothing else of an error leaves the process. */
const STATUS = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** An error whose message is written for the person who caused it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

/** The status and JSON body of any error: an `AppError` speaks for itself, everything else says only that it happened. */
export function errorAnswer(error: unknown): { status: number; body: { error: { code: ErrorCode; message: string } } } {
  const known = error instanceof AppError ? error : new AppError('internal', 'Something went wrong on our side.');
  return { status: STATUS[known.code], body: { error: { code: known.code, message: known.message } } };
}
