import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { SelectField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';
import { Section } from '@/components/ui/section';
import type { Role } from '@/lib/domain/workspace';
import { ROLE_NAMES, ROLE_OPTIONS } from './role-words';

export type MemberRow = { userId: string; called: string; address: string | null; role: Role; you: boolean };

/** What an owner may do to a row. */
export type MemberActions = { setRole: FormAction; remove: FormAction };

type MemberListProps = {
  members: readonly MemberRow[];
  /** null: the reader is no owner */
  actions: MemberActions | null;
  leave: FormAction;
};

/** Everybody in the workspace. Each member can leave; owners change the others. */
export function MemberList({ members, actions, leave }: MemberListProps) {
  return (
    <Section title="Members" about={actions ? undefined : 'Only an owner can change who is in and who may do what.'}>
      <ul className="grid">
        {members.map(member => (
          <li
            key={member.userId}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-3 first:border-t-0 first:pt-0"
          >
            <div className="grid min-w-0 basis-full md:flex-1">
              <p className="flex flex-wrap items-center gap-2 font-semibold">
                <bdi className="[overflow-wrap:anywhere]">{member.called}</bdi>
                {member.you && <Badge>You</Badge>}
              </p>
              {member.address && <p className="text-small text-muted [overflow-wrap:anywhere]">{member.address}</p>}
            </div>
            <span className="w-16">{ROLE_NAMES[member.role]}</span>
            <div className="-me-2.5 ms-auto flex min-w-44 justify-end gap-1">
              {actions && <RoleDialog member={member} action={actions.setRole} />}
              {member.you ? (
                <LeaveDialog action={leave} />
              ) : (
                actions && <RemoveDialog member={member} action={actions.remove} />
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RoleDialog({ member, action }: { member: MemberRow; action: FormAction }) {
  return (
    <Dialog
      opener={{ label: 'Role', look: 'quiet', full: `Change the role of ${member.called}` }}
      title={`What may ${member.you ? 'you' : member.called} do?`}
      stay="Leave it as it is"
    >
      <Form action={action} className="grid gap-3" leaves>
        <input type="hidden" name="user" value={member.userId} />
        <SelectField name="role" label="Role" options={ROLE_OPTIONS} defaultValue={member.role} />
        <Button type="submit" look="main" busy="Saving …">
          Save the role
        </Button>
      </Form>
    </Dialog>
  );
}

function RemoveDialog({ member, action }: { member: MemberRow; action: FormAction }) {
  return (
    <Dialog
      opener={{ label: 'Remove', look: 'quiet', full: `Remove ${member.called}` }}
      title={`Remove ${member.called} from the workspace?`}
      stay={`Keep ${member.called}`}
    >
      <p>They see nothing of this workspace from their next tap on. What they have made stays.</p>
      <Form action={action} className="grid gap-3" leaves>
        <input type="hidden" name="user" value={member.userId} />
        <Button type="submit" look="bad" busy="Removing …">
          Remove
        </Button>
      </Form>
    </Dialog>
  );
}

function LeaveDialog({ action }: { action: FormAction }) {
  return (
    <Dialog
      opener={{ label: 'Leave', look: 'quiet', full: 'Leave this workspace' }}
      title="Leave this workspace?"
      stay="Stay in it"
    >
      <p>You see nothing of it any more, and only an owner can invite you again. What you have made stays.</p>
      <Form action={action} className="grid gap-3">
        <Button type="submit" look="bad" busy="Leaving …">
          Leave
        </Button>
      </Form>
    </Dialog>
  );
}
