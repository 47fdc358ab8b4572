declare const scope: unique symbol;

/**
 * The id of a workspace that the person asking may act in. Only `lib/auth/gate.ts` mints one, from the session (`scripts/rooms.ts`
 * holds the code to it), so a function that takes it cannot be reached with an id out of an address or a form.
 */
export type WorkspaceId = string & { readonly [scope]: 'workspace' };

/** What a member may do, the most first: an owner runs the workspace, an editor the campaigns, a viewer looks. */
export const ROLES = ['owner', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** Whether somebody with a role may do what takes at least `needed`. */
export function mayAct(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) <= ROLES.indexOf(needed);
}

export const MAX_WORKSPACE_NAME = 80;

/** What a first workspace is called until somebody renames it: the person's name, or their address up to the @. */
export function firstWorkspaceName(person: { name: string | null; email: string | null }): string {
  const name = person.name?.trim() || person.email?.split('@')[0] || 'My workspace';
  return [...name].slice(0, MAX_WORKSPACE_NAME).join('');
}

/** Who acts, and where: what every write of an artist's takes. The gate hands it out. */
export type Acting = { workspace: WorkspaceId; user: string };
