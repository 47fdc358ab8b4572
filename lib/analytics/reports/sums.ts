import { sql } from 'drizzle-orm';

/** The six sums of whatever rows a report has grouped, as numbers. */
export const SUMS = sql.raw(
  ['views', 'visitors', 'taps', 'reminders', 'presaves', 'doubtful']
    .map(column => `coalesce(sum(${column}), 0)::float8 as ${column}`)
    .join(', '),
);
