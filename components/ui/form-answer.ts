/**
 * What an action answers a form. `fields` holds a sentence for each field that is wrong, by its name; `typed` what was sent, so
 * that a page without JavaScript shows it again. `n` tells one answer from the next with the same words.
 */
export type FormAnswer =
  | { kind: 'idle' }
  | { kind: 'done'; message: string; n: number }
  | { kind: 'refused'; message: string; fields: Record<string, string>; typed: Record<string, string>; n: number };

/** The action of a form: takes what was answered before and what is sent now. */
export type FormAction = (before: FormAnswer, data: FormData) => Promise<FormAnswer>;

export const IDLE: FormAnswer = { kind: 'idle' };

const next = (before: FormAnswer) => (before.kind === 'idle' ? 1 : before.n + 1);

export function done(before: FormAnswer, message: string): FormAnswer {
  return { kind: 'done', message, n: next(before) };
}

/** Nothing was changed, and why. Files are not sent back: the browser keeps those itself. */
export function refused(
  before: FormAnswer,
  data: FormData,
  message: string,
  fields: Record<string, string> = {},
): FormAnswer {
  const typed: Record<string, string> = {};
  for (const [name, value] of data) if (typeof value === 'string' && !name.startsWith('$')) typed[name] = value;
  return { kind: 'refused', message, fields, typed, n: next(before) };
}
