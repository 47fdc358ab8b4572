import { sql } from 'drizzle-orm';
import type { Queryer } from '../db';

/** The channel on which instances tell each other which pages have changed. */
export const PAGE_CHANNEL = 'page_tags';

/** The tag every page of a campaign carries, the 404 at a free address included. */
export function campaignTag(slug: string): string {
  return `campaign:${slug}`;
}

/** Has every instance forget the pages of these campaigns; told at the commit when `db` is a transaction. */
export async function invalidatePages(db: Queryer, slugs: readonly string[]): Promise<void> {
  if (slugs.length === 0) return;
  await db.execute(sql`select pg_notify(${PAGE_CHANNEL}, ${JSON.stringify(slugs.map(campaignTag))})`);
}
