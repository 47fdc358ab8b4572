import type { z } from 'zod';
import { refused, type FormAnswer } from '@/components/ui/form-answer';

export type Read<T> = { ok: true; value: T } | { ok: false; answer: FormAnswer };

/** Reads a form by its schema, which has a sentence for each field; or answers with those sentences and what was typed. */
export function readForm<T>(schema: z.ZodType<T>, before: FormAnswer, data: FormData): Read<T> {
  const read = schema.safeParse(Object.fromEntries(data));
  if (read.success) return { ok: true, value: read.data };
  const fields: Record<string, string> = {};
  for (const { path, message } of read.error.issues) fields[String(path[0] ?? '')] ??= message;
  return { ok: false, answer: refused(before, data, 'Not yet: mend what is marked, then send it again.', fields) };
}
