import { clock } from '../clock';
import { placedZone, reminderOf, reminderState, type Reminder, type ReminderState } from '../domain/reminder';
import { env } from '../env';
import { findOrRemember } from './remembered';

export type FoundReminder =
  { kind: Exclude<ReminderState, 'hidden'>; campaignId: string; reminder: Reminder } | { kind: 'none' };

/** The reminder of the campaign at an address for a fan whose browser says it is in `zone`; `none` where no campaign was ever public. */
export async function findReminder(slug: string, zone: string | null): Promise<FoundReminder> {
  const campaign = /^[a-z0-9-]{2,60}$/.test(slug) ? await findOrRemember(slug) : null;
  if (!campaign) return { kind: 'none' };
  const placed = placedZone(zone);
  const kind = reminderState(campaign, placed, clock.now());
  if (kind === 'hidden') return { kind: 'none' };
  return { kind, campaignId: campaign.id, reminder: reminderOf(campaign, placed, env().appUrl) };
}
