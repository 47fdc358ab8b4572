import { z } from 'zod';
import { MAX_WORKSPACE_NAME } from '@/lib/domain/workspace';

/** A workspace's name as a form sends it. */
export const workspaceNameField = z
  .string({ error: 'Give it a name.' })
  .trim()
  .min(1, 'Give it a name.')
  .refine(name => [...name].length <= MAX_WORKSPACE_NAME, `At most ${MAX_WORKSPACE_NAME} letters: shorten it.`);
