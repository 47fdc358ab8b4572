import { needWords } from './need-words';
import { refusedWords } from './pass-event-words';
import type { PassState, PassView } from './pass-view';
import { withdrawnWords } from './withdraw-words';

/** `stamp` is the one word over the ticket, `headline` and `body` say what is so. */
export type PassWords = { stamp: string; headline: string; body: string };

type Said = Pick<
  PassView,
  | 'serviceName'
  | 'state'
  | 'home'
  | 'place'
  | 'savedWords'
  | 'checked'
  | 'fresh'
  | 'again'
  | 'out'
  | 'ended'
  | 'reason'
  | 'holds'
  | 'left'
  | 'reconnect'
>;

const WORDS: Record<PassState, (pass: Said) => PassWords> = {
  held: pass => ({
    stamp: 'Pre-saved',
    headline: pass.fresh ? (pass.again ? 'You’re back in.' : 'You’re in.') : 'You’re on the list.',
    body: `${pass.again ? 'Your permission is renewed. ' : ''}${comingWords(pass)}`,
  }),
  saving: ({ serviceName, home }) => ({
    stamp: 'Saving',
    headline: 'It’s happening now.',
    body: `The release is out and we are adding it to ${home}. If ${serviceName} is busy, we keep trying.`,
  }),
  accepted: ({ serviceName, place }) => ({
    stamp: 'Accepted',
    headline: 'Almost there.',
    body: `${serviceName} has accepted it. We look once more before we promise that it is in ${place}.`,
  }),
  saved: ({ serviceName, home, place, savedWords, checked }) => ({
    stamp: 'Saved',
    headline: `It’s in ${place}.`,
    body: `${checked ? `We looked, and found it in ${home}` : `Added to ${home}, and confirmed by ${serviceName}`}${savedWords ? ` on ${savedWords}` : ''}. The permission has been destroyed.`,
  }),
  needs_reconnect: ({ serviceName }) => ({
    stamp: 'Needs you',
    headline: 'Your permission needs renewing.',
    body: `${serviceName} no longer accepts it.`,
  }),
  refused: pass => ({
    stamp: 'Not saved',
    headline: 'It did not work.',
    body: `${refusedWords(pass.reason, pass)}. The permission has been destroyed. ${pass.reconnect ? 'Reconnect and we try once more.' : 'You can still listen from the release page.'}`,
  }),
  withdrawn: pass => ({
    stamp: 'Withdrawn',
    headline: 'Gone, as you asked.',
    body: withdrawnWords(pass),
  }),
  expired: ({ ended }) => ({
    stamp: 'Ended',
    headline: ended ? 'The campaign is over.' : 'This pre-save is over.',
    body: 'It came to an end before the release could be saved. The permission has been destroyed.',
  }),
};

function comingWords({ home, out }: Said): string {
  return out
    ? `The release is out and yours is next: we add it to ${home} and keep trying until it is there.`
    : `The moment it is out we add it to ${home}. There is nothing left for you to do.`;
}

/** The honest sentences for a pass in its present state; what the fan has to do goes before everything else. */
export function passWords(pass: Said & Pick<PassView, 'state' | 'need' | 'days'>): PassWords {
  return needWords(pass) ?? WORDS[pass.state](pass);
}
