import { sql } from 'drizzle-orm';
import { database, type Db } from '../db';

/** Who wants in, as the sign-in engine has proven them: an account of a provider, and an address where one is proven. */
export type Newcomer = { email: string | null; provider: string; accountId: string };

/**
 * Whether somebody may sign in where new artists come by invitation alone: who has been here before, who has an open invitation
 * at the proven address, and the very first of all, because nobody could have invited them.
 */
export async function isExpected({ email, provider, accountId }: Newcomer, db: Db = database().db): Promise<boolean> {
  const [row] = await db.execute<{ expected: boolean }>(sql`
    select exists (select 1 from accounts where provider = ${provider} and provider_account_id = ${accountId})
      or exists (select 1 from users where email = ${email})
      or exists (select 1 from invitations where email = ${email} and expires_at > now())
      or not exists (select 1 from users) as expected`);
  return row?.expected === true;
}
