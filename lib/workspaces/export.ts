import { sql, type SQL } from 'drizzle-orm';
import { database, type Db } from '../db';
import type { Acting, WorkspaceId } from '../domain/workspace';
import { writeLog } from './log';

/** Tables of a campaign that go out whole, one list each. A test fails for a table that is in neither this list nor the next. */
export const EXPORTED_OF_CAMPAIGN: readonly string[] = [
  'campaign_services',
  'market_openings',
  'refused_matches',
  'release_moves',
  'channels',
  'preflight_runs',
  'own_trials',
  'reminders',
  'audience_counts',
  'audience_day_counts',
  'audience_quarter_counts',
  'outcomes',
];

/** Tables that stay, and why. */
export const NOT_EXPORTED: Readonly<Record<string, string>> = {
  presaves: 'fans are counted, never listed',
  ledger: 'the steps of single fans: the sums of them go out',
  presave_counts: 'in the sums',
  presave_count_deltas: 'in the sums',
  step_counts: 'in the sums',
  step_count_deltas: 'in the sums',
  arrival_count_deltas: 'in the sums',
  audience_minute_counts: 'the last hours, in the sums',
  visitors: 'marks of the day, which say nothing',
  visitor_days: 'how many of those there are',
  presave_evidence: 'marks of the day, which say nothing',
  campaign_drafts: 'forms half filled in: finish or discard them first',
  sessions: 'open browsers are nobody else’s business',
};

/** Tables of a workspace beside its campaigns. */
export const EXPORTED_OF_WORKSPACE: readonly string[] = ['members', 'invitations', 'audit_log', 'retired_addresses'];

const lists: Record<string, SQL> = {
  members: sql`select m.role, m.created_at, u.name, u.email from members m join users u on u.id = m.user_id
    where m.workspace_id = workspace order by m.created_at, m.user_id`,
  invitations: sql`select email, role, created_at, expires_at from invitations where workspace_id = workspace order by created_at`,
  audit_log: sql`select l.at, coalesce(u.name, u.email) as who, l.action, l.subject, l.details
    from audit_log l left join users u on u.id = l.actor_id where l.workspace_id = workspace order by l.id`,
  retired_addresses: sql`select slug, retired_at from retired_addresses where workspace_id = workspace order by slug`,
};

/**
 * Everything that a workspace has here, as the pieces of one JSON text: what was typed in, the pictures, and the numbers. Of fans
 * only sums go out, and no token of anybody's. One campaign is read at a time, when the piece is asked for. Leaves a line in the log.
 */
export async function* exportWorkspace(acting: Acting, db: Db = database().db): AsyncGenerator<string> {
  await writeLog(db, acting, 'workspace.exported');
  yield `{"format":"upbeat-workspace-1",\n"workspace":${await oneJson(db, ofWorkspace(acting.workspace))}`;
  for (const table of EXPORTED_OF_WORKSPACE) {
    const list = lists[table];
    if (!list) throw new Error(`no list of ${table}`);
    const rows = sql`with mine as (select ${acting.workspace}::uuid as workspace)
      select coalesce(json_agg(r), '[]')::text as json from mine, lateral (${list}) r`;
    yield `,\n${JSON.stringify(table)}:${await oneJson(db, rows)}`;
  }
  yield ',\n"campaigns":[';
  let separator = '\n';
  for (const id of await campaignsOf(db, acting.workspace)) {
    const campaign = await oneJson(db, ofCampaign(acting.workspace, id));
    // deleted since the list was read
    if (campaign === 'null') continue;
    yield separator + campaign;
    separator = ',\n';
  }
  yield '\n]}\n';
}

async function oneJson(db: Db, query: SQL): Promise<string> {
  const [row] = await db.execute<{ json: string | null }>(query);
  return row?.json ?? 'null';
}

const ofWorkspace = (workspace: WorkspaceId) =>
  sql`select json_build_object('name', name, 'created_at', created_at)::text as json from workspaces where id = ${workspace}::uuid`;

async function campaignsOf(db: Db, workspace: WorkspaceId): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select id from campaigns where workspace_id = ${workspace}::uuid order by created_at, id`,
  );
  return rows.map(({ id }) => id);
}

/** One campaign with what hangs on it; pictures in Base64, as a browser takes them in a `data:` address. */
function ofCampaign(workspace: WorkspaceId, id: string): SQL {
  const tables = EXPORTED_OF_CAMPAIGN.map(
    table => sql`, ${table}::text, (select coalesce(json_agg(to_jsonb(t) - 'campaign_id'), '[]')
      from ${sql.identifier(table)} t where t.campaign_id = c.id)`,
  );
  const picture = (column: SQL) => sql`(select json_build_object('type', content_type,
    'base64', replace(encode(bytes, 'base64'), E'\n', '')) from media where hash = ${column})`;
  return sql`
    select (to_jsonb(c) - 'id' - 'workspace_id' || jsonb_build_object(
      'artwork', ${picture(sql`c.artwork_large`)},
      'presaves', (select coalesce(json_agg(json_build_object('service', dsp, 'territory', territory, 'state', state,
          'reason', reason, 'n', n) order by dsp, territory, state, reason), '[]')
        from presave_tally where campaign_id = c.id),
      'steps', (select coalesce(json_agg(json_build_object('from', from_state, 'to', to_state, 'reason', reason, 'n', n)
          order by from_state, to_state, reason), '[]')
        from step_tally where campaign_id = c.id)
      ${sql.join(tables)}
    ))::text as json
    from campaigns c where c.id = ${id}::uuid and c.workspace_id = ${workspace}::uuid`;
}
