import { counted } from '@/lib/domain/number-words';
import type { MoveView } from './move-view';

/** What a new date moves, a sentence each, in the order in which it matters to an artist. */
export function moveSentences(view: MoveView): string[] {
  const { waiting, underWay, saved, reconnect, calendars, page } = view;
  return [
    waiting > 0
      ? `${counted(waiting, 'waiting pre-save moves', 'waiting pre-saves move')} along. No fan has to do anything.`
      : 'No pre-save is waiting, so only the page moves.',
    ...(underWay > 0
      ? [`${counted(underWay, 'of them is', 'of them are')} being saved or looked for right now: that stops first.`]
      : []),
    ...(saved > 0
      ? [`${counted(saved, 'fan has', 'fans have')} it in the library already. Nobody takes it back.`]
      : []),
    ...(reconnect > 0
      ? [`${counted(reconnect, 'fan', 'fans')} who must reconnect can still do so: their pass shows the new date.`]
      : []),
    page === 'opens_again'
      ? 'The page goes back to pre-saving at once, with the new date, and so does the share picture.'
      : page === 'turns_over'
        ? 'The page turns into the listening page at once, where the new date has begun.'
        : 'The page, its countdown and the share picture show the new date at once.',
    calendars > 0
      ? `${counted(calendars, 'calendar entry was', 'calendar entries were')} taken. Calendars that follow the page move within hours; an entry that was saved as a file stays where it is.`
      : 'Nobody has taken a calendar entry.',
  ];
}

/** What is lost by it, if anything is. */
export function expiringSentence({ expiring, expiringBefore }: MoveView): string | null {
  if (expiring === 0) return null;
  const more = expiring - expiringBefore;
  const first = `${counted(expiring, 'permission runs', 'permissions run')} out before the new date: those fans are asked to reconnect on their pass.`;
  if (expiringBefore === 0) return first;
  return more > 0 ? `${first} That is ${more} more than now.` : `${first} That is no more than now.`;
}
