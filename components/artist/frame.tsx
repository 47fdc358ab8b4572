import type { ReactNode } from 'react';
import { Menu } from '@/components/ui/menu';
import { ToastRegion } from '@/components/ui/toast';
import { UpbeatMark } from '@/components/ui/upbeat-mark';
import { NavWay, Way } from '@/components/ui/way';
import { FrameSign } from './frame-sign';
import './frame.css';

/** The rooms of the dashboard; what belongs to one campaign has its own tabs inside. */
const ROOMS = [
  { href: '/dashboard', label: 'Campaigns', sign: 'campaigns', at: ['/dashboard/c', '/dashboard/new'] },
  { href: '/dashboard/settings', label: 'Settings', sign: 'settings', at: [] },
] as const;

type FrameProps = {
  person: string;
  workspace: { id: string; name: string };
  workspaces: readonly { id: string; name: string }[];
  /** posts `workspace`, the id of the chosen one */
  onSwitch: (data: FormData) => Promise<void>;
  onSignOut: () => Promise<void>;
  children: ReactNode;
};

/** What stands around every screen: a bar at the side of a desk, and on a phone one at the top and one at the thumb. */
export function Frame({ person, workspace, workspaces, onSwitch, onSignOut, children }: FrameProps) {
  return (
    <div className="frame">
      <a href="#screen" className="frame-skip">
        Skip to the screen
      </a>
      <header className="frame-bar">
        <Way href="/dashboard" className="frame-mark">
          <UpbeatMark />
        </Way>
        <Menu
          name={`Workspace ${workspace.name}: switch, or sign out`}
          label={
            <bdi className="truncate" title={workspace.name}>
              {workspace.name}
            </bdi>
          }
        >
          <form action={onSwitch}>
            {workspaces.map(({ id, name }) => (
              <button key={id} name="workspace" value={id} aria-current={id === workspace.id || undefined}>
                <bdi>{name}</bdi>
                {id === workspace.id && <span className="ms-auto ps-3">✓</span>}
              </button>
            ))}
          </form>
          <Way href="/welcome" className="border-t border-line">
            New workspace
          </Way>
          <form action={onSignOut} className="border-t border-line pt-2">
            <p className="px-3 text-small text-muted [overflow-wrap:anywhere]">
              <bdi>{person}</bdi>
            </p>
            <button>Sign out</button>
          </form>
        </Menu>
        <nav aria-label="Dashboard" className="frame-nav">
          {ROOMS.map(({ href, label, sign, at }) => (
            <NavWay key={href} href={href} exact={href === '/dashboard'} also={at} className="frame-way">
              <FrameSign sign={sign} />
              {label}
            </NavWay>
          ))}
        </nav>
      </header>
      <main id="screen" className="frame-screen" tabIndex={-1}>
        {children}
      </main>
      <ToastRegion screenId="screen" />
    </div>
  );
}
