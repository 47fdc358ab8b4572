import type { Metadata } from 'next';
import { Door } from '@/components/artist/door';
import { ROLE_NAMES } from '@/components/artist/role-words';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { ButtonWay } from '@/components/ui/way';
import { currentUser } from '@/lib/auth/gate';
import { readInvitation } from '@/lib/workspaces/accept-invitation';
import { join } from './actions';

export const metadata: Metadata = { title: 'Invitation' };

type Props = { params: Promise<{ token: string }> };

/** Where the link of an invitation leads: into what, as what and by whom; then sign in, or join. */
export default async function Page({ params }: Props) {
  const { token } = await params;
  const invitation = await readInvitation(token);
  if (!invitation)
    return (
      <Door title="This invitation no longer opens">
        <p>It has been accepted, taken back, or its seven days are over. Whoever invited you can send it again.</p>
        <ButtonWay href="/dashboard">To the dashboard</ButtonWay>
      </Door>
    );
  const { workspace, by, role, email } = invitation;
  const current = await currentUser();
  const as = current && (current.user.name ?? current.user.email ?? 'the Spotify account you are signed in with');
  return (
    <Door title="You are invited">
      <p className="[overflow-wrap:anywhere]">
        <bdi>{by ?? 'Somebody'}</bdi> invites <strong>{email}</strong> to{' '}
        <strong>
          <bdi>{workspace}</bdi>
        </strong>
        , as {ROLE_NAMES[role].toLowerCase()}.
      </p>
      {as === null ? (
        <ButtonWay href={`/sign-in?next=/invitation/${token}`} look="main">
          Sign in to join
        </ButtonWay>
      ) : (
        <Form action={join} className="grid gap-3">
          <input type="hidden" name="token" value={token} />
          {current?.user.email !== email && (
            <p className="text-muted">
              You are signed in as <bdi>{as}</bdi>. That is who joins.
            </p>
          )}
          <Button type="submit" look="main" busy="Joining …">
            Join as {as}
          </Button>
        </Form>
      )}
    </Door>
  );
}
