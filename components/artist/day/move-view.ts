/** Fans whose release moves from one instant to another (epoch ms), and where they are, in words. */
export type MoveGroup = { from: number; to: number; fans: number; where: string };

/** All that a new date would move. */
export type MoveView = {
  now: number;
  /** the new date for machines and in words */
  to: string;
  words: string;
  waiting: number;
  underWay: number;
  saved: number;
  reconnect: number;
  calendars: number;
  /** permissions that run out before the new date, and before the old one */
  expiring: number;
  expiringBefore: number;
  groups: MoveGroup[];
  /** what the page does at once; null when it only shows the new date */
  page: 'opens_again' | 'turns_over' | null;
};
