import type { z } from 'zod';
import type { Answer, CallOutcome } from '../http';
import type { Failure } from '../types';

/** The value of an answer's JSON body, or null when it is not what `schema` wants. */
export function readJson<T extends z.ZodType>(schema: T, text: string): z.output<T> | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** A text from outside for a log: one short line, without anything long enough to be a token. */
export function legible(text: string): string {
  return text
    .replace(/[\w~+/=.-]{20,}/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
}

/** Some proxy's page, whatever its status: no service's API answers in HTML. */
export function isWebPage({ headers }: Answer): boolean {
  return headers.get('content-type')?.startsWith('text/html') ?? false;
}

/** Whether an answer is a yes: one of `statuses`, and no web page. */
export function isYes(answer: CallOutcome, statuses: readonly number[]): answer is Answer {
  return answer.kind === 'answer' && statuses.includes(answer.status) && !isWebPage(answer);
}

/** Nothing that is final: it is tried again. */
export function unavailable(detail: string): Failure {
  return { kind: 'unavailable', detail };
}
