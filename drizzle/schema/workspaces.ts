import { sql } from 'drizzle-orm';
import { check, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { MAX_WORKSPACE_NAME } from '../../lib/domain/workspace';
import { instant } from './columns';

/** Whose campaigns these are: an artist, a manager's roster, a label. A trigger sees to it that there is always an owner. */
export const workspaces = pgTable(
  'workspaces',
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    createdAt: instant('created_at')
      .notNull()
      .default(sql`now()`),
  },
  t => [check('workspaces_name', sql`length(btrim(${t.name})) between 1 and ${sql.raw(String(MAX_WORKSPACE_NAME))}`)],
);
