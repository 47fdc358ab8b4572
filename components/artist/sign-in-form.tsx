'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';

const HINT = {
  open: 'We send a link that signs you in. No password, and no account to set up: the first link makes it.',
  invited: 'We send a link that signs you in. No password. New artists come by invitation here.',
};

type SignInFormProps = {
  action: FormAction;
  next: string;
  /** who may come in for the first time */ signUp: keyof typeof HINT;
};

/** The address field, and after it was sent where to look. */
export function SignInForm({ action, next, signUp }: SignInFormProps) {
  const [sent, setSent] = useState<string | null>(null);
  return (
    <>
      <noscript>
        <p>The artists’ side of Upbeat needs JavaScript. Fans’ pages do not.</p>
      </noscript>
      <div role="status" className="empty:hidden">
        {sent !== null && (
          <div className="grid justify-items-start gap-3 border-t-2 border-ink pt-3">
            <h2 className="text-lead font-semibold">Look in your mailbox</h2>
            <p className="[overflow-wrap:anywhere]">{sent}</p>
            <p className="text-muted">
              Nothing there after a minute? Look among the spam, and whether the address is right. This window can stay
              open or be closed.
            </p>
            <Button onClick={() => setSent(null)}>Another address, or another mail</Button>
          </div>
        )}
      </div>
      {sent === null && (
        <Form action={action} onDone={setSent} className="grid gap-4">
          <input type="hidden" name="next" value={next} />
          <TextField
            name="email"
            label="E-mail address"
            type="email"
            inputMode="email"
            autoComplete="email"
            dir="ltr"
            required
            hint={HINT[signUp]}
          />
          <Button type="submit" look="main" busy="Sending …">
            Send me a link
          </Button>
        </Form>
      )}
    </>
  );
}
