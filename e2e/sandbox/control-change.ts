import type { z } from 'zod';
import { json, type Answer } from './answer';
import type { World } from './world';

/** A control route that changes something. `input` is the parsed JSON body, `id` the address's variable part or empty. */
export type Change = (world: World, input: unknown, id: string) => Answer;

/** The answer where there is nothing to tell. */
export const DONE = json(200, { ok: true });

/** A control answer for input that cannot be used. */
export function refusal(sentence: string): Answer {
  return json(400, { error: sentence });
}

/** A change whose input has to fit `schema`; whatever does not is refused in the schema's words. */
export function takes<T extends z.ZodType>(
  schema: T,
  change: (world: World, input: z.output<T>, id: string) => Answer,
): Change {
  return (world, input, id) => {
    const read = schema.safeParse(input);
    if (read.success) return change(world, read.data, id);
    const sentences = read.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${path.join('.')}: ${message}`,
    );
    return refusal(sentences.join('; '));
  };
}
