import type { Advice } from '@/lib/domain/advice';
import type { DraftFields } from '@/lib/domain/draft-fields';

/** What is said beside the fields: advice, and how the end of the link stands. */
export type Beside = { advice: Advice[]; address: { ok: boolean; message: string } };

/** What a browser hears after it has sent a form to be kept. */
export type KeepAnswer =
  | { kind: 'done'; id: string; revision: number; beside: Beside }
  | {
      kind: 'refused';
      why: 'overtaken';
      by: string;
      id: string;
      revision: number;
      fields: DraftFields;
      differ: string[];
    }
  | { kind: 'refused'; why: 'gone' | 'signed_out' | 'role'; message: string };

/** Keeps a form: its fields, and which draft or campaign it is of. */
export type KeepAction = (data: FormData) => Promise<KeepAnswer>;
