import type { Metadata } from 'next';
import { WorkspaceName } from '@/components/artist/workspace-name';
import { artistGate } from '@/lib/auth/gate';
import { mayAct } from '@/lib/domain/workspace';
import { rename } from './actions';

export const metadata: Metadata = { title: 'Settings' };

/** The workspace: its name and who is in it. */
export default async function Page() {
  const { workspace } = await artistGate('/dashboard/settings');
  const owner = mayAct(workspace.role, 'owner');
  return <WorkspaceName name={workspace.name} action={owner ? rename : null} />;
}
