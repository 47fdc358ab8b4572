import { and, eq } from 'drizzle-orm';
import { campaignServices } from '../../drizzle/schema/campaigns';
import { refusedMatches } from '../../drizzle/schema/refused-matches';
import { database, type Db } from '../db';
import { DSP_NAMES, type Dsp } from '../domain/dsp';
import type { Acting } from '../domain/workspace';
import { writeLog } from '../workspaces/log';
import { holdOwn } from './own-row';

/** `linked`: somebody has confirmed it meanwhile. `already`: it was refused before. */
export type RefusedMatch = { kind: 'refused' | 'already' | 'linked' | 'unknown_campaign' };

/**
 * Says that a catalogue entry is not the release, although the release's code leads to it. It is not put before the artist again;
 * the service goes on being asked, for its entry may be mended.
 */
export async function refuseMatch(
  acting: Acting,
  slug: string,
  { dsp, uri }: { dsp: Dsp; uri: string },
  db: Db = database().db,
): Promise<RefusedMatch> {
  return db.transaction(async tx => {
    const own = await holdOwn(tx, acting.workspace, slug);
    if (!own) return { kind: 'unknown_campaign' };
    const [linked] = await tx
      .select({ uri: campaignServices.uri })
      .from(campaignServices)
      .where(
        and(eq(campaignServices.campaignId, own.id), eq(campaignServices.dsp, dsp), eq(campaignServices.uri, uri)),
      );
    if (linked) return { kind: 'linked' };
    const made = await tx
      .insert(refusedMatches)
      .values({ campaignId: own.id, dsp, uri })
      .onConflictDoNothing()
      .returning({ uri: refusedMatches.uri });
    if (made.length === 0) return { kind: 'already' };
    await writeLog(tx, acting, 'campaign.changed', own.title, {
      what: `what ${DSP_NAMES[dsp]} has under its code is another release`,
    });
    return { kind: 'refused' };
  });
}
