import { eq, sql } from 'drizzle-orm';
import { users } from '../../drizzle/schema/artists';
import { invitations } from '../../drizzle/schema/members';
import { database, type Db } from '../db';
import { firstWorkspaceName } from '../domain/workspace';
import { putWorkspace } from './make';

export type User = { id: string; email: string | null; name: string | null };

/**
 * Makes a user of somebody who signs in for the first time, and their workspace with them: nobody is left without a place. Only who
 * has been invited gets none of their own, because they are about to join one. An address that came twice at once is one user.
 */
export async function enrol(
  person: { email: string | null; name: string | null },
  db: Db = database().db,
): Promise<User> {
  return db.transaction(async tx => {
    const [made] = await tx.insert(users).values(person).onConflictDoNothing({ target: users.email }).returning();
    if (!made) {
      const [known] = await tx
        .select()
        .from(users)
        .where(eq(users.email, person.email ?? ''));
      if (!known) throw new Error('a user came and went at once');
      return known;
    }
    const invited =
      person.email === null
        ? []
        : await tx
            .select({ id: invitations.id })
            .from(invitations)
            .where(sql`${invitations.email} = ${person.email} and ${invitations.expiresAt} > now()`)
            .limit(1);
    if (invited.length === 0) await putWorkspace(tx, firstWorkspaceName(person), made.id);
    return made;
  });
}
