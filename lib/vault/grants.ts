import { and, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import { grants } from '../../drizzle/schema/grants';
import { at, type Queryer } from '../db';
import type { Dsp } from '../domain/dsp';
import type { SealingKey } from '../env';
import { open, seal } from './seal';

export type GrantToPut = {
  presaveId: string;
  dsp: Dsp;
  refreshToken: string;
  /** epoch ms */ authorizedAt: number;
  /** epoch ms */ hardExpiry: number;
};

/** A grant a worker may use. `version` must come back with every change. */
export type OpenGrant = {
  kind: 'open';
  refreshToken: string;
  version: number;
  authorizedAt: number;
  hardExpiry: number;
  rejectedSince: number | null;
  /** an access token fetched ahead, with its end (epoch ms); it may have run out */
  access: { token: string; expiresAt: number } | null;
};
export type GrantRead = OpenGrant | { kind: 'missing' } | { kind: 'unreadable'; reason: string };

type Owner = { presaveId: string; dsp: string };
const contextOf = ({ presaveId, dsp }: Owner) => ({ table: 'grants', id: presaveId, dsp }) as const;
const accessContextOf = (owner: Owner) => ({ ...contextOf(owner), part: 'access' }) as const;
const NO_ACCESS = { sealedAccess: null, accessExpiresAt: null };

/** Seals and stores a grant; one that is there already, alive or destroyed, is replaced. */
export async function putGrant(db: Queryer, ring: readonly SealingKey[], grant: GrantToPut): Promise<void> {
  const fresh = {
    sealed: seal(ring, contextOf(grant), grant.refreshToken),
    authorizedAt: grant.authorizedAt,
    hardExpiry: grant.hardExpiry,
    ...NO_ACCESS,
  };
  await db
    .insert(grants)
    .values({ presaveId: grant.presaveId, dsp: grant.dsp, ...fresh })
    .onConflictDoUpdate({
      target: grants.presaveId,
      set: { ...fresh, version: sql`${grants.version} + 1`, rejectedSince: null, destroyedAt: null },
    });
}

/** Opens the grants of these pre-saves. Every id gets an answer. */
export async function openGrants(
  db: Queryer,
  ring: readonly SealingKey[],
  presaveIds: readonly string[],
): Promise<Map<string, GrantRead>> {
  const rows = await db
    .select()
    .from(grants)
    .where(sql`${grants.presaveId} = any(${sql.param(presaveIds)}::uuid[])`);
  const answers = new Map<string, GrantRead>(presaveIds.map(id => [id, { kind: 'missing' }]));
  for (const row of rows) {
    if (!row.sealed) continue;
    const opened = open(ring, contextOf(row), row.sealed);
    answers.set(
      row.presaveId,
      opened.kind === 'unreadable'
        ? opened
        : {
            kind: 'open',
            refreshToken: opened.text,
            version: row.version,
            authorizedAt: row.authorizedAt,
            hardExpiry: row.hardExpiry,
            rejectedSince: row.rejectedSince,
            access: openAccess(ring, row),
          },
    );
  }
  return answers;
}

/** A damaged access token is no loss: a new one is fetched. */
function openAccess(ring: readonly SealingKey[], row: typeof grants.$inferSelect): OpenGrant['access'] {
  if (!row.sealedAccess || row.accessExpiresAt === null) return null;
  const opened = open(ring, accessContextOf(row), row.sealedAccess);
  return opened.kind === 'opened' ? { token: opened.text, expiresAt: row.accessExpiresAt } : null;
}

/** What a refresh brought. `rotated` is the new refresh token, null when the old one goes on. */
export type Freshened = { rotated: string | null; access: { token: string; expiresAt: number } | null };

/**
 * Stores what a refresh brought if the grant is still the one that was opened; it has answered, so nothing is held against it any
 * more. Only a rotation raises the version. Null: someone else replaced or destroyed it; else the version from here on.
 */
export async function freshenGrant(
  db: Queryer,
  ring: readonly SealingKey[],
  grant: { presaveId: string; dsp: Dsp; version: number },
  fresh: Freshened,
): Promise<number | null> {
  const version = fresh.rotated === null ? grant.version : grant.version + 1;
  const changed = await db
    .update(grants)
    .set({
      ...(fresh.rotated !== null && { sealed: seal(ring, contextOf(grant), fresh.rotated) }),
      ...(fresh.access && {
        sealedAccess: seal(ring, accessContextOf(grant), fresh.access.token),
        accessExpiresAt: fresh.access.expiresAt,
      }),
      version,
      rejectedSince: null,
    })
    .where(and(eq(grants.presaveId, grant.presaveId), eq(grants.version, grant.version), isNotNull(grants.sealed)))
    .returning({ id: grants.presaveId });
  return changed.length === 1 ? version : null;
}

/** Remembers since when (epoch ms) a DSP has been refusing this grant; the first sight counts. */
export async function markRejected(
  db: Queryer,
  grant: { presaveId: string; version: number },
  since: number,
): Promise<void> {
  await db
    .update(grants)
    .set({ rejectedSince: sql`coalesce(${grants.rejectedSince}, ${at(since)})` })
    .where(and(eq(grants.presaveId, grant.presaveId), eq(grants.version, grant.version)));
}

/** Those of these pre-saves whose grant was refused for the first time just now (ten minutes), not once more on its way to being confirmed. */
export async function newlyRejected(db: Queryer, presaveIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .select({ id: grants.presaveId })
    .from(grants)
    .where(
      and(
        sql`${grants.presaveId} = any(${sql.param(presaveIds)}::uuid[])`,
        sql`${grants.rejectedSince} > now() - interval '10 minutes'`,
      ),
    );
  return rows.map(row => row.id);
}

/** Forgets refusals that prove nothing, because the DSP gave them to everyone. */
export async function forgiveRejections(db: Queryer, presaveIds: readonly string[]): Promise<void> {
  if (presaveIds.length === 0) return;
  await db
    .update(grants)
    .set({ rejectedSince: null })
    .where(and(sql`${grants.presaveId} = any(${sql.param(presaveIds)}::uuid[])`, isNotNull(grants.rejectedSince)));
}

/** The pre-saves, at most `limit`, whose grants have run out and are still kept. */
export async function runOutGrants(db: Queryer, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: grants.presaveId })
    .from(grants)
    .where(and(isNotNull(grants.sealed), sql`${grants.hardExpiry} <= now()`))
    .limit(limit);
  return rows.map(row => row.id);
}

/** A statement that destroys the grants of the pre-saves that the query `ids` answers, for a worker's own statement: the ciphertext is gone, the row says when. */
export function destroying(ids: SQL): SQL {
  return sql`
    update grants set sealed = null, sealed_access = null, access_expires_at = null, destroyed_at = clock_timestamp(),
      version = version + 1
    where sealed is not null and presave_id in (${ids})`;
}

/** Destroys the grants of these pre-saves. */
export async function destroyGrants(db: Queryer, presaveIds: readonly string[]): Promise<void> {
  if (presaveIds.length > 0) await db.execute(destroying(sql`select unnest(${sql.param(presaveIds)}::uuid[])`));
}

/** Until when (epoch ms) a living grant is held for this pre-save, or null when nothing is held. */
export async function heldUntil(db: Queryer, presaveId: string): Promise<number | null> {
  const [row] = await db
    .select({ until: grants.hardExpiry })
    .from(grants)
    .where(and(eq(grants.presaveId, presaveId), isNotNull(grants.sealed)));
  return row?.until ?? null;
}
