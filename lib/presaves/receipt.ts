import { eq } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { passes, presaves } from '../../drizzle/schema/presaves';
import { database } from '../db';
import type { Dsp } from '../domain/dsp';
import { heldUntil } from '../vault/grants';
import { passHash } from './keys';

/** What a pass shows: the pre-save, its campaign's address and until when a permission is held (epoch ms; null: nothing is held). */
export async function readReceipt(passToken: string, db = database().db) {
  const [row] = await db
    .select({
      presaveId: presaves.id,
      campaignId: presaves.campaignId,
      /** when this pass was handed out */ passedAt: passes.createdAt,
      slug: campaigns.slug,
      dsp: presaves.dsp,
      state: presaves.state,
      reason: presaves.reason,
      territory: presaves.territory,
      zone: presaves.zone,
      savedAt: presaves.savedAt,
    })
    .from(passes)
    .innerJoin(presaves, eq(presaves.id, passes.presaveId))
    .innerJoin(campaigns, eq(campaigns.id, presaves.campaignId))
    .where(eq(passes.tokenHash, passHash(passToken)));
  if (!row) return null;
  return { ...row, heldUntil: await heldUntil(db, row.presaveId) };
}

/** Whether a pass is that of a pre-save of this campaign on this service, which its fan has not withdrawn. */
export async function holdsPlace(
  passToken: string,
  { slug, dsp }: { slug: string; dsp: Dsp },
  db = database().db,
): Promise<boolean> {
  const receipt = await readReceipt(passToken, db);
  return receipt !== null && receipt.slug === slug && receipt.dsp === dsp && receipt.state !== 'withdrawn';
}
