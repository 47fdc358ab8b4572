import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
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
};
export type GrantRead = OpenGrant | { kind: 'missing' } | { kind: 'unreadable'; reason: string };

const contextOf = (grant: { presaveId: string; dsp: string }) =>
  ({ table: 'grants', id: grant.presaveId, dsp: grant.dsp }) as const;

/** Seals and stores a grant; one that is there already, alive or destroyed, is replaced. */
export async function putGrant(db: Queryer, ring: readonly SealingKey[], grant: GrantToPut): Promise<void> {
  const fresh = {
    sealed: seal(ring, contextOf(grant), grant.refreshToken),
    authorizedAt: grant.authorizedAt,
    hardExpiry: grant.hardExpiry,
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
    .where(inArray(grants.presaveId, [...presaveIds]));
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
          },
    );
  }
  return answers;
}

/** Stores a rotated token if the grant is still the one that was opened. False: someone else replaced or destroyed it. */
export async function replaceToken(
  db: Queryer,
  ring: readonly SealingKey[],
  grant: { presaveId: string; dsp: Dsp; version: number },
  refreshToken: string,
): Promise<boolean> {
  const changed = await db
    .update(grants)
    .set({ sealed: seal(ring, contextOf(grant), refreshToken), version: grant.version + 1, rejectedSince: null })
    .where(and(eq(grants.presaveId, grant.presaveId), eq(grants.version, grant.version), isNotNull(grants.sealed)))
    .returning({ id: grants.presaveId });
  return changed.length === 1;
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

/** Destroys the grants of these pre-saves: the ciphertext is gone, the row says when. */
export async function destroyGrants(db: Queryer, presaveIds: readonly string[]): Promise<void> {
  if (presaveIds.length === 0) return;
  await db
    .update(grants)
    .set({ sealed: null, destroyedAt: sql`clock_timestamp()`, version: sql`${grants.version} + 1` })
    .where(and(inArray(grants.presaveId, [...presaveIds]), isNotNull(grants.sealed)));
}

/** Until when (epoch ms) a living grant is held for this pre-save, or null when nothing is held. */
export async function heldUntil(db: Queryer, presaveId: string): Promise<number | null> {
  const [row] = await db
    .select({ until: grants.hardExpiry })
    .from(grants)
    .where(and(eq(grants.presaveId, presaveId), isNotNull(grants.sealed)));
  return row?.until ?? null;
}
