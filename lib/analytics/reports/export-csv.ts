import { sql } from 'drizzle-orm';
import { database, type Db } from '../../db';
import type { Audience, Dimension } from '../../domain/audience';
import { csvTable } from '../../domain/csv-cells';

type Line = Audience & { day: string; dimension: Dimension; value: string };

const COLUMNS = ['views', 'visitors', 'taps', 'reminders', 'presaves', 'doubtful'] as const;

/**
 * All of a campaign's numbers as a CSV file, a line for each day (UTC), dimension and value. Channels are whatever somebody wrote into
 * an address, so no cell is left a formula.
 */
export async function exportCsv(campaignId: string, db: Db = database().db): Promise<string> {
  const rows = await db.execute<Line>(sql`
    select day::text, dimension, value, views::float8, visitors::float8, taps::float8, reminders::float8, presaves::float8,
      doubtful::float8
    from audience_day_tally where campaign_id = ${campaignId}::uuid
      and (views > 0 or visitors > 0 or taps > 0 or reminders > 0 or presaves > 0)
    order by day, dimension <> 'all', dimension, value`);
  const lines = rows.map(row => [row.day, row.dimension, row.value, ...COLUMNS.map(column => row[column])]);
  return csvTable(['day', 'by', 'value', ...COLUMNS], lines);
}
