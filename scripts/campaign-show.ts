import type { Campaign } from '../lib/campaigns/data';
import { readLedger } from '../lib/campaigns/ledger';
import { auditLedger } from '../lib/campaigns/ledger-audit';
import { readProgress, recentRates } from '../lib/campaigns/progress';
import { remindersTaken } from '../lib/campaigns/reminder-count';
import type { Db } from '../lib/db';
import { lastMoment } from '../lib/domain/release-moment';
import { expiringBefore } from '../lib/vault/expiring';
import { progressLines, reminderLines } from './campaign-progress-text';
import { auditText, candidateLines, headingText, reconnectLines, sheetText } from './ledger-text';

/** How many permissions run out before the release is out everywhere; 0 once it is. `now` is epoch ms. */
export async function expiringAhead(db: Db, campaign: Campaign, now: number): Promise<number> {
  const at = lastMoment(campaign.release);
  return at > now ? expiringBefore(db, campaign.id, at) : 0;
}

/** Prints where a campaign stands: how far it has come, what wants the artist or the fans, and the ledger. */
export async function showCampaign(db: Db, campaign: Campaign): Promise<void> {
  const progress = await readProgress(db, campaign);
  const { now, services, markets } = progress;
  const reconnect = services.reduce((sum, service) => sum + service.reconnect, 0);
  const wants = [
    ...reconnectLines(reconnect, await expiringAhead(db, campaign, now)),
    ...candidateLines(campaign.slug, markets),
  ];
  const blocks = [
    headingText(campaign, now),
    [
      ...progressLines(progress, await recentRates(db, campaign.id)),
      ...reminderLines(await remindersTaken(db, campaign.id)),
    ].join('\n'),
    ...(wants.length > 0 ? [wants.join('\n')] : []),
    sheetText(await readLedger(db, campaign.id), now),
  ];
  console.log(blocks.join('\n\n'));
}

/** Goes through every pre-save and step, and prints what was found. False when something does not add up. */
export async function auditCampaign(db: Db, campaign: Campaign): Promise<boolean> {
  const audit = await auditLedger(db, campaign.id);
  console.log(`\n${auditText(audit)}`);
  return audit.unexplained + audit.gaps + audit.lost + audit.miscounted === 0;
}
