import type { Metadata } from 'next';
import { InvitationList } from '@/components/artist/invitation-list';
import { MemberList } from '@/components/artist/member-list';
import { WorkspaceName } from '@/components/artist/workspace-name';
import { artistGate } from '@/lib/auth/gate';
import { mayAct } from '@/lib/domain/workspace';
import { rename } from './actions';
import { inviteAgain, inviteByMail, takeBack } from './invitation-actions';
import { loadInvitations, loadMembers } from './load';
import { changeRole, leaveWorkspace, removeFromWorkspace } from './member-actions';

export const metadata: Metadata = { title: 'Settings' };

/** The workspace: its name, who is in it and who is asked in. */
export default async function Page() {
  const { user, workspace } = await artistGate('/dashboard/settings');
  const owner = mayAct(workspace.role, 'owner');
  const members = await loadMembers(workspace.id, user.id);
  return (
    <>
      <WorkspaceName name={workspace.name} action={owner ? rename : null} />
      <MemberList
        members={members}
        actions={owner ? { setRole: changeRole, remove: removeFromWorkspace } : null}
        leave={leaveWorkspace}
      />
      {owner && (
        <InvitationList
          invitations={await loadInvitations(workspace.id)}
          actions={{ invite: inviteByMail, resend: inviteAgain, revoke: takeBack }}
        />
      )}
    </>
  );
}
