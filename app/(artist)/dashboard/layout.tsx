import type { ReactNode } from 'react';
import { Frame } from '@/components/artist/frame';
import { openGate } from '@/lib/auth/gate';
import { leave, changeWorkspace } from './actions';

/** The frame around every screen. It shows who is here and guards nothing: without anybody there is no frame. */
export default async function DashboardLayout({ children }: Readonly<{ children: ReactNode }>) {
  const gate = await openGate();
  if (!gate) return children;
  const { user, workspace, seats } = gate;
  return (
    <Frame
      person={user.name ?? user.email ?? 'Signed in with Spotify'}
      workspace={workspace}
      workspaces={seats.map(({ workspaceId, name }) => ({ id: workspaceId, name }))}
      onSwitch={changeWorkspace}
      onSignOut={leave}
    >
      {children}
    </Frame>
  );
}
