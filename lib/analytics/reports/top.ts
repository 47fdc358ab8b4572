import { sql } from 'drizzle-orm';
import { database, type Db } from '../../db';
import type { BreakdownLine, Split } from './breakdown';
import { SUMS } from './sums';

/** The first few lines of every breakdown at once, for an overview. */
export async function readTop(
  campaignId: string,
  lines: number,
  db: Db = database().db,
): Promise<Record<Split, BreakdownLine[]>> {
  const rows = await db.execute<BreakdownLine & { dimension: Split }>(sql`
    select dimension, value, views, visitors, taps, reminders, presaves, doubtful from (
      select *, row_number() over (partition by dimension order by presaves desc, taps desc, views desc, reminders desc, value) as place
      from (
        select dimension, value, ${SUMS} from audience_tally
        where campaign_id = ${campaignId}::uuid and dimension in ('channel', 'country', 'device', 'app', 'dsp', 'way')
        group by 1, 2 having sum(views + visitors + taps + reminders) > 0 or sum(presaves) > 0
      ) summed
    ) placed where place <= ${lines} order by dimension, place`);
  const top: Record<Split, BreakdownLine[]> = { channel: [], country: [], device: [], app: [], dsp: [], way: [] };
  for (const { dimension, ...line } of rows) top[dimension].push(line);
  return top;
}
