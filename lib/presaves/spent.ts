import { eq } from 'drizzle-orm';
import { spentIntents } from '../../drizzle/schema/presaves';
import type { Db } from '../db';

/** Whether this intent has led to a pre-save already. */
export async function isSpent(db: Db, nonce: string): Promise<boolean> {
  const rows = await db.select({ nonce: spentIntents.nonce }).from(spentIntents).where(eq(spentIntents.nonce, nonce));
  return rows.length > 0;
}
