import type { Host } from '../workspaces/invite';
import type { Gate } from './gate';

/** Who invites and into what, as the mail says it. */
export function calledBy({ user, workspace }: Gate): Host {
  return { workspace: workspace.name, by: user.name ?? user.email ?? 'A member' };
}
