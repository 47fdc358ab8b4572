import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';

/** Throws a draft away, after one question. */
export function DiscardDraft({ draft, action }: { draft: string; action: FormAction }) {
  return (
    <Dialog opener={{ label: 'Throw it away', look: 'quiet' }} title="Throw this draft away?" stay="Keep it">
      <p>What was typed and its artwork are gone then. No fan has seen any of it.</p>
      <Form action={action} className="grid gap-3">
        <input type="hidden" name="draft" value={draft} />
        <Button type="submit" look="bad" busy="One moment …">
          Throw it away
        </Button>
      </Form>
    </Dialog>
  );
}
