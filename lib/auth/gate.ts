import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { mayAct, type Acting, type Role, type WorkspaceId } from '../domain/workspace';
import type { User } from '../workspaces/enrol';
import { chooseWorkspace, findSession, type OpenSession, type Seat } from '../workspaces/session';
import { sessionHash } from './artist';

/** Somebody who is signed in, in one workspace of theirs. `acting` is what every write takes. */
export type Gate = {
  user: User;
  workspace: { id: WorkspaceId; name: string; role: Role };
  /** all their workspaces, this one among them; the ids open nothing */
  seats: Seat[];
  acting: Acting;
};

export type ActionGate = ({ kind: 'open' } & Gate) | { kind: 'shut'; reason: 'signed_out' | 'role'; message: string };

/** One question to the database for a whole render. */
const openSession = cache(async (): Promise<OpenSession | null> => {
  const hash = await sessionHash();
  return hash === null ? null : findSession(hash);
});

function gateOf({ user, seats, chosen }: OpenSession): Gate | null {
  const seat = seats.find(({ workspaceId }) => workspaceId === chosen) ?? seats[0];
  if (!seat) return null;
  // The one place that makes an id of a workspace one that opens it: the database has just said that this user is in it.
  const id = seat.workspaceId as WorkspaceId;
  return { user, workspace: { id, name: seat.name, role: seat.role }, seats, acting: { workspace: id, user: user.id } };
}

/** Who is signed in, whether or not they have a workspace; null for nobody. */
export async function currentUser(): Promise<{ user: User; seats: Seat[] } | null> {
  return openSession();
}

/** For the frame around the pages: the gate if it is open, and no way to anywhere if not. */
export async function openGate(): Promise<Gate | null> {
  const session = await openSession();
  return session && gateOf(session);
}

/**
 * For pages: who is here and in which workspace. Nobody is sent to sign in and back to `path`, and somebody without a workspace to
 * where they can make one. Every page asks for itself; a layout around it guards nothing.
 */
export async function artistGate(path: string): Promise<Gate> {
  const session = await openSession();
  if (!session) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return gateOf(session) ?? redirect('/welcome');
}

const NEEDS: Record<Role, string> = {
  owner: 'Only an owner of this workspace can do that. Nothing was changed.',
  editor: 'You can look at this workspace, but not change it. An owner can make you an editor. Nothing was changed.',
  viewer: 'You are not in this workspace.',
};

/** For actions: lets through who may do what takes at least this role. The other answers have words for the person. */
export async function requireRole(needed: Role): Promise<ActionGate> {
  const session = await openSession();
  const gate = session && gateOf(session);
  if (!gate) {
    const message = 'You are signed out, so nothing was changed. Sign in in another tab, then send this again.';
    return { kind: 'shut', reason: 'signed_out', message };
  }
  if (!mayAct(gate.workspace.role, needed)) return { kind: 'shut', reason: 'role', message: NEEDS[needed] };
  return { kind: 'open', ...gate };
}

/** Has this browser be in another workspace of its user's. One that is not theirs does not exist. */
export async function switchWorkspace(workspaceId: string): Promise<void> {
  const hash = await sessionHash();
  if (hash === null) redirect('/sign-in');
  const chosen = await chooseWorkspace(hash, workspaceId);
  if (chosen.kind === 'no_seat') notFound();
}
