import { eq, sql } from 'drizzle-orm';
import { campaigns } from '../../drizzle/schema/campaigns';
import { presaves } from '../../drizzle/schema/presaves';
import { database, type Db } from '../db';
import { log } from '../log';
import { readAsker, type Asked } from './asker';
import { networkMark, visitorMark } from './marks';
import { turnSalt } from './salt';

/**
 * Keeps from whom a pre-save came, as marks of the day, until it has been judged (judge.ts). Never fails: without evidence a pre-save
 * is believed. One that has been judged before is not judged again, and where nobody says who asks there is nothing to keep.
 */
export async function keepEvidence(
  presaveId: string,
  asked: Pick<Asked, 'address' | 'headers'>,
  db: Db = database().db,
): Promise<void> {
  try {
    const asker = readAsker(asked);
    if (asker.network === null) return;
    const [found] = await db
      .select({ slug: campaigns.slug })
      .from(presaves)
      .innerJoin(campaigns, eq(campaigns.id, presaves.campaignId))
      .where(eq(presaves.id, presaveId));
    if (!found) return;
    const salt = await turnSalt(db);
    const [network, visitor] = [networkMark, visitorMark].map(mark => mark(salt, found.slug, asker).toString());
    // Due by whole minutes, so that a campaign's company is looked at once a minute and not for every fan.
    await db.execute(sql`
      insert into presave_evidence (presave_id, campaign_id, network, visitor, tracked, day, next_look_at)
      select id, campaign_id, ${network}::bigint, ${visitor}::bigint, ${asker.tracked}, ${salt.day}::date,
        date_trunc('minute', now(), 'UTC') + interval '3 minutes'
      from presaves where id = ${presaveId}::uuid and doubt is null and state <> 'withdrawn'
      on conflict (presave_id) do nothing`);
  } catch (error) {
    log.error('presave.evidence', error);
  }
}
