import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';
import { Section } from '@/components/ui/section';
import type { Role } from '@/lib/domain/workspace';
import { ROLE_NAMES, ROLE_OPTIONS } from './role-words';

export type InvitationRow = {
  id: string;
  email: string;
  role: Role;
  /** "open until 14 June", "has run out" */ standing: string;
};

type InvitationListProps = {
  invitations: readonly InvitationRow[];
  actions: { invite: FormAction; resend: FormAction; revoke: FormAction };
};

/** For owners: asks somebody in by mail, and lists who has not come yet. */
export function InvitationList({ invitations, actions }: InvitationListProps) {
  return (
    <Section
      title="Invite somebody"
      about="They get a mail with a link, which is good for seven days and for one person."
    >
      <Form action={actions.invite} className="grid max-w-4xl items-start gap-3 md:grid-cols-[1fr_20rem_auto]" clears>
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          inputMode="email"
          dir="ltr"
          autoComplete="off"
          required
        />
        <SelectField name="role" label="Role" options={ROLE_OPTIONS} defaultValue="editor" />
        <div className="md:pt-[1.875rem]">
          <Button type="submit" busy="Sending …">
            Send the invitation
          </Button>
        </div>
      </Form>
      {invitations.length > 0 && (
        <ul aria-label="Invitations that are open" className="grid">
          {invitations.map(invitation => (
            <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-3">
              <div className="grid min-w-0 basis-full md:flex-1">
                <p className="font-semibold [overflow-wrap:anywhere]">{invitation.email}</p>
                <p className="text-small text-muted">{invitation.standing}</p>
              </div>
              <span className="w-16">{ROLE_NAMES[invitation.role]}</span>
              <div className="-me-2.5 ms-auto flex min-w-44 flex-wrap justify-end gap-1">
                <RowForm action={actions.resend} id={invitation.id} label="Send again" of={invitation.email} />
                <RowForm action={actions.revoke} id={invitation.id} label="Take back" of={invitation.email} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function RowForm({ action, id, label, of }: { action: FormAction; id: string; label: string; of: string }) {
  return (
    <Form action={action} leaves>
      <input type="hidden" name="invitation" value={id} />
      <Button type="submit" look="quiet" busy="…" aria-label={`${label}: ${of}`}>
        {label}
      </Button>
    </Form>
  );
}
