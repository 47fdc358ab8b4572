import { eq } from 'drizzle-orm';
import { workspaces } from '../../drizzle/schema/workspaces';
import { database, type Db } from '../db';
import type { Acting } from '../domain/workspace';
import { writeLog } from './log';

/** Gives a workspace another name. The same name again changes nothing and leaves no line. */
export async function renameWorkspace(
  acting: Acting,
  name: string,
  db: Db = database().db,
): Promise<{ kind: 'renamed' | 'same' }> {
  return db.transaction(async tx => {
    const [before] = await tx.select().from(workspaces).where(eq(workspaces.id, acting.workspace)).for('update');
    if (!before || before.name === name) return { kind: 'same' };
    await tx.update(workspaces).set({ name }).where(eq(workspaces.id, acting.workspace));
    await writeLog(tx, acting, 'workspace.renamed', name, { before: before.name });
    return { kind: 'renamed' };
  });
}
