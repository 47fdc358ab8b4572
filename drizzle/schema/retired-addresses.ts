import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { workspaces } from './workspaces';

/**
 * Addresses of public campaigns that were deleted. They stand on posters and in bios, so nobody but the workspace they were given
 * out by can use one again; without a workspace nobody can.
 */
export const retiredAddresses = pgTable('retired_addresses', {
  slug: text().primaryKey(),
  workspaceId: uuid('workspace_id').references(() => workspaces.id, { onDelete: 'set null' }),
  retiredAt: instant('retired_at')
    .notNull()
    .default(sql`now()`),
});
