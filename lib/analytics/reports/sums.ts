import { sql } from 'drizzle-orm';

/**
 * The six sums of whatever rows a report has grouped, as numbers. Added as doubles: exact up to 2^53, and several times as fast as
 * the decimals that PostgreSQL adds bigints in.
 */
export const SUMS = sql.raw(
  ['views', 'visitors', 'taps', 'reminders', 'presaves', 'doubtful']
    .map(column => `coalesce(sum(${column}::float8), 0) as ${column}`)
    .join(', '),
);
