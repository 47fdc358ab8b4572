import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { sessions, users } from '../../drizzle/schema/artists';
import { members } from '../../drizzle/schema/members';
import type { Db } from '../db';
import type { Acting, Role, WorkspaceId } from '../domain/workspace';
import { makeWorkspace } from '../workspaces/make';
import { newToken } from '../workspaces/token';

/** A user nobody else is. */
export async function makePerson(db: Db, email = `${randomBytes(6).toString('hex')}@label.example`): Promise<string> {
  const [made] = await db.insert(users).values({ email, name: null }).returning({ id: users.id });
  if (!made) throw new Error('no user was made');
  return made.id;
}

/** A workspace and its owner, as the gate would hand them out. */
export async function makeOwner(db: Db, name = 'Night Drive'): Promise<Acting> {
  const user = await makePerson(db);
  return { workspace: (await makeWorkspace(name, user, db)) as WorkspaceId, user };
}

/** One more member of a workspace. */
export async function addMember(db: Db, workspace: WorkspaceId, role: Role): Promise<Acting> {
  const user = await makePerson(db);
  await db.insert(members).values({ workspaceId: workspace, userId: user, role });
  return { workspace, user };
}

/** A signed-in browser of a user's: the token of its cookie. Good for `seconds`, which may be over already. */
export async function makeSession(db: Db, userId: string, seconds = 3_600): Promise<string> {
  const { token, hash } = newToken();
  const expiresAt = sql`now() + make_interval(secs => ${seconds})`;
  await db.insert(sessions).values({ tokenHash: hash, userId, expiresAt });
  return token;
}
