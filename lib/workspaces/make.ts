import { members } from '../../drizzle/schema/members';
import { workspaces } from '../../drizzle/schema/workspaces';
import { database, type Db, type Queryer } from '../db';
import { writeLog } from './log';

/** A workspace with its first owner. Answers its id, which opens nothing by itself: the gate asks for membership each time. */
export async function makeWorkspace(name: string, ownerId: string, db: Db = database().db): Promise<string> {
  return db.transaction(tx => putWorkspace(tx, name, ownerId));
}

/** The same inside somebody else's transaction. */
export async function putWorkspace(tx: Queryer, name: string, ownerId: string): Promise<string> {
  const [made] = await tx.insert(workspaces).values({ name: name.trim() }).returning({ id: workspaces.id });
  if (!made) throw new Error('no workspace was made');
  await tx.insert(members).values({ workspaceId: made.id, userId: ownerId, role: 'owner' });
  await writeLog(tx, { workspace: made.id, user: ownerId }, 'workspace.made', name.trim());
  return made.id;
}
