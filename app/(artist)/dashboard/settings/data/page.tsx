import type { Metadata } from 'next';
import { WorkspaceData } from '@/components/artist/workspace-data';
import { artistGate } from '@/lib/auth/gate';
import { mayAct } from '@/lib/domain/workspace';
import { erase } from './actions';

export const metadata: Metadata = { title: 'Data' };

/** Take everything along, or have everything go. */
export default async function Page() {
  const { workspace } = await artistGate('/dashboard/settings/data');
  const owner = mayAct(workspace.role, 'owner');
  return (
    <WorkspaceData name={workspace.name} download="/dashboard/settings/data/everything" erase={owner ? erase : null} />
  );
}
