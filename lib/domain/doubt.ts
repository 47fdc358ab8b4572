/**
 * Why a pre-save is doubted. `velocity`: more from one network than people can be, or many from one where most never opened the page.
 * `repeated_visitor`: one browser, alone on its network, that brings account after account. `account_burst`: many within minutes,
 * from wherever, most of them without the page having been opened.
 */
export const DOUBT_REASONS = ['velocity', 'repeated_visitor', 'account_burst'] as const;
export type DoubtReason = (typeof DOUBT_REASONS)[number];

export type Judgement = { kind: 'sound' } | { kind: 'doubtful'; reason: DoubtReason };

/** What is known of one pre-save's company on its campaign and day. Networks and visitors are the marks of the day, never addresses. */
export type Company = {
  /** pre-saves from the same network within half an hour on either side, this one included */ networkHour: number;
  /** of those, by visitors who are known not to have opened the page */ networkHourUnseen: number;
  /** pre-saves from the same network that day */ networkDay: number;
  /** pre-saves by the same visitor (network and browser) that day */ visitorDay: number;
  /** pre-saves in the same five minutes */ slot: number;
  /** of those, by visitors who are known not to have opened the page */ slotUnseen: number;
  /** whether this visitor opened the page; null: nobody knows (asked not to be tracked, or views were lost) */ seen:
    boolean | null;
};

/*
 * Carriers put hundreds of phones behind one address, many of them with the same browser, and at a concert all of them pre-save within
 * minutes. So a crowd alone is no reason, and neither is the same browser: what a crowd has and a script has not is that everybody
 * in it opened the page, on different phones. Blockers and browsers without script are some people in ten, never half of them.
 */

/** More than people behind one address can be: twice what a full carrier gateway brings on a good night. */
const MOST_AN_HOUR = 600;
/** From so many on it matters how many of a network opened the page. */
const CROWD_AN_HOUR = 30;
/** No household has so many people with the very same browser and nobody with another. */
const ACCOUNTS_PER_BROWSER = 8;
/** A browser makes up nearly all of its network at this share. */
const ALONE_SHARE = 0.8;
const BURST = 50;
const MOSTLY = 0.5;

/** Judges one pre-save by the company it is in. What is decided here never changes whether the fan gets the save. */
export function judge(of: Company): Judgement {
  if (of.networkHour > MOST_AN_HOUR) return doubtful('velocity');
  const unseen = of.seen === false;
  if (unseen && of.networkHour > CROWD_AN_HOUR && of.networkHourUnseen >= of.networkHour * MOSTLY)
    return doubtful('velocity');
  if (of.visitorDay >= ACCOUNTS_PER_BROWSER && of.visitorDay >= of.networkDay * ALONE_SHARE)
    return doubtful('repeated_visitor');
  if (unseen && of.slotUnseen >= BURST && of.slotUnseen >= of.slot * MOSTLY) return doubtful('account_burst');
  return { kind: 'sound' };
}

const doubtful = (reason: DoubtReason): Judgement => ({ kind: 'doubtful', reason });
