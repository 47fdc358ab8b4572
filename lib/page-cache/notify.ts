import { sql } from 'drizzle-orm';
import type { Queryer } from '../db';

/** The channel on which instances tell each other which pages have changed. */
export const PAGE_CHANNEL = 'page_tags';

/** The tag every page of a campaign carries, the 404 at a free address included. */
export function campaignTag(slug: string): string {
  return `campaign:${slug}`;
}

/** A notification holds 8,000 bytes, a slug at most 60. */
const AT_ONCE = 80;

/** Has every instance forget the pages of these campaigns; told at the commit when `db` is a transaction. */
export async function invalidatePages(db: Queryer, slugs: readonly string[]): Promise<void> {
  for (let i = 0; i < slugs.length; i += AT_ONCE) {
    const tags = slugs.slice(i, i + AT_ONCE).map(campaignTag);
    await db.execute(sql`select pg_notify(${PAGE_CHANNEL}, ${JSON.stringify(tags)})`);
  }
}
