import { sql } from 'drizzle-orm';
import { database, type Db } from '../db';
import { csvCell } from '../domain/csv-cells';
import { DSP_NAMES, type Dsp } from '../domain/dsp';
import type { Actor, PresaveState, Reason } from '../domain/presave-state';
import type { WorkspaceId } from '../domain/workspace';

type Line = {
  id: number;
  minute: string;
  presave: string;
  dsp: Dsp | null;
  territory: string | null;
  from_state: PresaveState | 'new';
  to_state: PresaveState;
  reason: Reason;
  actor: Actor;
};

const HEADER = ['when (UTC)', 'pre-save', 'service', 'territory', 'from', 'to', 'why', 'by'];
const AT_ONCE = 5_000;

const words = (code: string) => code.replaceAll('_', ' ');
const csvRow = (cells: readonly (string | null)[]) => `${cells.map(csvCell).join(',')}\r\n`;

/**
 * Every step of every pre-save of a workspace's own campaign as CSV, oldest first, piece by piece; of somebody else's, the header
 * alone. Nobody is in it: a pre-save has a code that leads nowhere, and times are to the minute. The byte order mark is for Excel.
 */
export async function* ledgerFile(
  workspace: WorkspaceId,
  campaignId: string,
  db: Db = database().db,
): AsyncGenerator<string, void> {
  yield `\uFEFF${csvRow(HEADER)}`;
  for (let after = 0; ;) {
    const lines = await readLines(db, workspace, campaignId, after);
    if (lines.length > 0)
      yield lines
        .map(line =>
          csvRow([
            line.minute,
            line.presave,
            line.dsp && DSP_NAMES[line.dsp],
            line.territory,
            words(line.from_state),
            words(line.to_state),
            words(line.reason),
            line.actor,
          ]),
        )
        .join('');
    if (lines.length < AT_ONCE) return;
    after = lines.at(-1)?.id ?? after;
  }
}

async function readLines(db: Db, workspace: WorkspaceId, campaignId: string, after: number): Promise<Line[]> {
  return db.execute<Line>(sql`
    select l.id::float8 as id, to_char(l.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as minute,
      -- of a random id: nothing leads back to it, and the letter keeps a spreadsheet from reading a number
      'p' || left(encode(sha256(l.presave_id::text::bytea), 'hex'), 12) as presave,
      p.dsp, p.territory, l.from_state, l.to_state, l.reason, l.actor
    from campaigns c join ledger l on l.campaign_id = c.id and l.id > ${after} left join presaves p on p.id = l.presave_id
    where c.id = ${campaignId}::uuid and c.workspace_id = ${workspace}::uuid
    order by l.id limit ${AT_ONCE}`);
}
