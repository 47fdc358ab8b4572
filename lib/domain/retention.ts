/*
 * How long what is about a person is kept. The code that keeps it and the privacy page (`kept.ts`) read the same numbers; for
 * permissions they stand with their service (`capability.ts`), for artists' sign-ins in `sign-in.ts`.
 */

/** From the tap to the end of the sign-in at the service: then what the fan set out to do is void. */
export const INTENT_MINUTES = 15;

/** For so long after its intent is void, a spent one is known, so that it cannot be spent twice. */
export const SPENT_INTENT_DAYS = 1;

/**
 * So long after the last consent, browser and server forget the fan: the cookies, the pass, the account's key and the zone. Longer
 * than any permission lasts, so that a fan whose permission ran out is still told.
 */
export const FAN_DAYS = 365;

/** For so long it is counted how many mails an address was sent. */
export const MAIL_COUNT_DAYS = 1;

/**
 * The marks of a day's visitors and of the networks that pre-saves came from: their salt is thrown away at midnight (UTC), and they
 * themselves at the latest so long after they were made.
 */
export const MARK_HOURS = 48;

/** Views, taps and pre-saves by the minute. Sums by the quarter of an hour, without anything about anybody, stay with the campaign. */
export const LIVE_HOURS = 2;

/** How many events were lost in an hour. */
export const LOSS_DAYS = 30;
