import { sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/pg-core';

/** A timestamptz read and written as epoch milliseconds, so that no Date object travels through the code. */
export const instant = customType<{ data: number; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: text => Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')),
  toDriver: ms => sql`to_timestamp(${ms}::double precision / 1000)`,
});

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** `column in ('a', 'b')` for a CHECK made from a value list of the domain. */
export function oneOf(column: string, values: readonly string[]) {
  return sql.raw(`${column} in (${values.map(v => `'${v}'`).join(', ')})`);
}
