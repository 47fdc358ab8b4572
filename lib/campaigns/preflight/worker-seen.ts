import { sql } from 'drizzle-orm';
import { spanWords } from '../../domain/desk-words';
import type { Found } from '../../domain/preflight';
import type { Check, PreflightContext } from './check';

/** A cron calls every minute; one that missed a call or two is no trouble yet. */
const LATE_MS = 3 * 60_000;

const FAN_SEES = 'Nothing before the release. Then nothing is saved for anybody.';
const MEND =
  'Have the cron call /api/cron/release every minute with CRON_SECRET, or run npm run worker. README says how for each host.';

/** Whether somebody has drained within the last minutes: the cron or a worker. By the database's clock alone. */
export const workerSeenCheck = (ctx: PreflightContext): Check => ({
  id: 'worker',
  title: 'Cron or worker',
  run: () => seen(ctx),
  late: {
    found: 'The database did not answer in time.',
    fanSees: FAN_SEES,
    mend: 'Look at the database of this deployment.',
  },
});

async function seen({ db }: PreflightContext): Promise<Found> {
  const [row] = await db.execute<{ ago: number }>(sql`
    select greatest(0, extract(epoch from clock_timestamp() - at) * 1000)::float8 as ago from drain_seen`);
  if (!row) return { state: 'fail', found: 'Nothing has ever come by to save.', fanSees: FAN_SEES, mend: MEND };
  if (row.ago > LATE_MS)
    return { state: 'fail', found: `Last seen ${spanWords(row.ago)} ago.`, fanSees: FAN_SEES, mend: MEND };
  return { state: 'ok', found: `Last seen ${spanWords(row.ago)} ago.` };
}
