import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Door } from '@/components/artist/door';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { ButtonWay } from '@/components/ui/way';
import { currentUser } from '@/lib/auth/gate';
import { firstWorkspaceName, MAX_WORKSPACE_NAME } from '@/lib/domain/workspace';
import { startWorkspace } from './actions';

export const metadata: Metadata = { title: 'New workspace' };

/** A workspace for somebody who has none, or another one. */
export default async function Page() {
  const current = await currentUser();
  if (!current) redirect('/sign-in?next=/welcome');
  const { user, seats } = current;
  return (
    <Door title="A new workspace">
      <p className="text-muted">
        {seats.length === 0
          ? 'You are in no workspace just now. If somebody has invited you, open the link in their mail. Or make one of your own.'
          : 'Campaigns, members and numbers of one workspace are seen by its members alone.'}
      </p>
      <Form action={startWorkspace} className="grid gap-4">
        <TextField
          name="name"
          label="Name"
          maxLength={MAX_WORKSPACE_NAME}
          defaultValue={seats.length === 0 ? firstWorkspaceName(user) : ''}
          hint="The artist’s, the label’s or the roster’s. It can be changed later."
        />
        <Button type="submit" look="main" busy="Making it …">
          Make the workspace
        </Button>
      </Form>
      {seats.length > 0 && (
        <div>
          <ButtonWay href="/dashboard">Back to the dashboard</ButtonWay>
        </div>
      )}
    </Door>
  );
}
