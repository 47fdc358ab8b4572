import type { ReactNode } from 'react';
import { Button, type ButtonLook } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';

type OrderFormProps = {
  slug: string;
  action: FormAction;
  label: string;
  busy: string;
  look?: ButtonLook;
  /** stands in a dialog, which closes when it is done */ leaves?: boolean;
  children?: ReactNode;
};

/** One thing to do to one campaign. */
export function OrderForm({ slug, action, label, busy, look = 'plain', leaves = false, children }: OrderFormProps) {
  return (
    <Form action={action} className="grid gap-3" leaves={leaves}>
      <input type="hidden" name="slug" value={slug} />
      {children}
      <div className={leaves || children ? 'grid' : undefined}>
        <Button type="submit" look={look} busy={busy}>
          {label}
        </Button>
      </div>
    </Form>
  );
}
