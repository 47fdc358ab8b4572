import type { InvitationRow } from '@/components/artist/invitation-list';
import type { MemberRow } from '@/components/artist/member-list';
import { clock } from '@/lib/clock';
import { shortDay } from '@/lib/domain/release-words';
import type { WorkspaceId } from '@/lib/domain/workspace';
import { listInvitations, listMembers } from '@/lib/workspaces/data';

/** Everybody in the workspace, as the list shows them to `reader`. */
export async function loadMembers(workspace: WorkspaceId, reader: string): Promise<MemberRow[]> {
  return (await listMembers(workspace)).map(({ userId, name, email, role }) => ({
    userId,
    called: name ?? email ?? 'Signed in with Spotify',
    address: name === null ? null : email,
    role,
    you: userId === reader,
  }));
}

/** Who has been invited and has not come yet. */
export async function loadInvitations(workspace: WorkspaceId): Promise<InvitationRow[]> {
  const now = clock.now();
  return (await listInvitations(workspace)).map(({ id, email, role, expiresAt, expired }) => ({
    id,
    email,
    role,
    standing: expired ? 'Has run out. Send it again, or take it back.' : `Open until ${shortDay(expiresAt, null, now)}`,
  }));
}
