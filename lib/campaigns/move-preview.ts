import { database, databaseNow, type Db } from '../db';
import type { PresaveState } from '../domain/presave-state';
import type { Release } from '../domain/release';
import { releaseMoment } from '../domain/release-moment';
import type { WorkspaceId } from '../domain/workspace';
import { foldCounts, readCounts } from './counts';
import { findOwnCampaign } from './of-workspace';
import { remindersTaken } from './reminder-count';

/** Fans whose release moves from one instant to another (epoch ms), and the territories they are in. */
export type MovedGroup = { from: number; to: number; fans: number; territories: string[] };

/** What would move with a new date. Numbers of pre-saves, calendar entries apart. */
export type MovePreview = {
  now: number;
  /** wait and move along, those being saved and looked for among them */
  waiting: number;
  /** of those, under way at this moment: they are stopped and wait again */
  underWay: number;
  /** in libraries already: nobody takes them back */
  saved: number;
  /** must reconnect; their pass goes by the new date */
  reconnect: number;
  calendars: number;
  groups: MovedGroup[];
};

const WAITING: readonly PresaveState[] = ['held', 'saving', 'accepted'];

/** What would move if a campaign of the workspace came out as `to`; null for somebody else's. Nothing is changed. */
export async function previewMove(
  workspace: WorkspaceId,
  slug: string,
  to: Release,
  db: Db = database().db,
): Promise<MovePreview | null> {
  const campaign = await findOwnCampaign(workspace, slug, db);
  if (!campaign) return null;
  await foldCounts(db);
  const { presaves } = await readCounts(db, campaign.id);
  const sum = (states: readonly PresaveState[]) =>
    presaves.filter(({ state }) => states.includes(state)).reduce((total, { n }) => total + n, 0);
  const groups = new Map<string, MovedGroup>();
  for (const { territory, state, n } of presaves) {
    if (!WAITING.includes(state)) continue;
    const [was, willBe] = [releaseMoment(campaign.release, territory), releaseMoment(to, territory)];
    const group = groups.get(`${was} ${willBe}`) ?? { from: was, to: willBe, fans: 0, territories: [] };
    group.fans += n;
    if (!group.territories.includes(territory)) group.territories.push(territory);
    groups.set(`${was} ${willBe}`, group);
  }
  return {
    now: await databaseNow(db),
    waiting: sum(WAITING),
    underWay: sum(['saving', 'accepted']),
    saved: sum(['saved']),
    reconnect: sum(['needs_reconnect']),
    calendars: await remindersTaken(db, campaign.id),
    groups: [...groups.values()].toSorted((a, b) => b.fans - a.fans || a.to - b.to),
  };
}
