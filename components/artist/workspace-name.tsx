import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';
import { Section } from '@/components/ui/section';
import { MAX_WORKSPACE_NAME } from '@/lib/domain/workspace';

/** The workspace's name. Without an action it can only be read: the reader is no owner. */
export function WorkspaceName({ name, action }: { name: string; action: FormAction | null }) {
  return (
    <Section
      title="Name"
      about={action ? 'Members see it, and those whom you invite.' : 'Only an owner can change it.'}
    >
      {action ? (
        <Form action={action} className="grid max-w-md gap-3">
          <TextField name="name" label="Workspace name" defaultValue={name} maxLength={MAX_WORKSPACE_NAME} required />
          <div>
            <Button type="submit" busy="Saving …">
              Save the name
            </Button>
          </div>
        </Form>
      ) : (
        <bdi className="text-lead [overflow-wrap:anywhere]">{name}</bdi>
      )}
    </Section>
  );
}
