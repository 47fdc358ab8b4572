'use client';

import { startTransition, useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { IDLE, type FormAction, type FormAnswer } from '@/components/ui/form-answer';
import { Status } from '@/components/ui/status';

/** Asks the services' catalogues about the form as it is now. What they fill in is shown by the page loaded anew. */
export function LookUpAgain({ draft, kept, action }: { draft: string; kept: boolean; action: FormAction }) {
  const [answer, look, pending] = useActionState(async (before: FormAnswer, data: FormData) => {
    const given = await action(before, data);
    if (given.kind === 'done') location.reload();
    return given;
  }, IDLE);
  const press = () => {
    if (pending || !kept) return;
    const data = new FormData();
    data.set('draft', draft);
    data.set('zone', new Intl.DateTimeFormat().resolvedOptions().timeZone);
    startTransition(() => look(data));
  };
  return (
    <div className="grid justify-items-start gap-2" role="status">
      <Button onClick={press} aria-disabled={pending || !kept || undefined}>
        {pending ? 'Asking the catalogues; ten seconds at most …' : 'Look the services up'}
      </Button>
      {answer.kind === 'refused' && <Status tone="bad">{answer.message}</Status>}
    </div>
  );
}
