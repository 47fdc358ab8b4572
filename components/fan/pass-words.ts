import type { PassState, PassView } from './pass-view';

/** `stamp` is the one word over the ticket, `headline` and `body` say what is so; `holds`: is a permission still kept? */
export type PassWords = { stamp: string; headline: string; body: string; holds: boolean };

type Said = Pick<PassView, 'serviceName' | 'savedWords' | 'fresh'>;

const WORDS: Record<PassState, (pass: Said) => PassWords> = {
  held: ({ serviceName, fresh }) => ({
    stamp: 'Pre-saved',
    headline: fresh ? 'You’re in.' : 'You’re on the list.',
    body: `The moment it is out we add it to your ${serviceName} library. There is nothing left for you to do.`,
    holds: true,
  }),
  saving: ({ serviceName }) => ({
    stamp: 'Saving',
    headline: 'It’s happening now.',
    body: `The release is out and we are adding it to your ${serviceName} library. If ${serviceName} is busy, we keep trying.`,
    holds: true,
  }),
  accepted: ({ serviceName }) => ({
    stamp: 'Accepted',
    headline: 'Almost there.',
    body: `${serviceName} has accepted it. We look once more before we promise that it is in your library.`,
    holds: true,
  }),
  saved: ({ serviceName, savedWords }) => ({
    stamp: 'Saved',
    headline: 'It’s in your library.',
    body: `Added to your ${serviceName} library${savedWords ? ` on ${savedWords}` : ''}. The permission has been destroyed.`,
    holds: false,
  }),
  needs_reconnect: ({ serviceName }) => ({
    stamp: 'Needs you',
    headline: 'Your permission stopped working.',
    body: `${serviceName} no longer accepts it, perhaps because you changed your password or removed the app. Pre-save once more and you are back on the list.`,
    holds: false,
  }),
  refused: ({ serviceName }) => ({
    stamp: 'Not saved',
    headline: `${serviceName} said no.`,
    body: `${serviceName} would not add this release to your library, and asking again will not change that. You can still listen from the release page.`,
    holds: false,
  }),
  withdrawn: () => ({
    stamp: 'Withdrawn',
    headline: 'Gone, as you asked.',
    body: 'The permission has been destroyed and nothing will be saved. If you change your mind, the release page is still there.',
    holds: false,
  }),
  expired: ({ serviceName }) => ({
    stamp: 'Expired',
    headline: 'The permission ran out.',
    body: `${serviceName} permissions only last so long, and this one ended before the release could be saved. Pre-save once more and it starts anew.`,
    holds: false,
  }),
};

/** The honest sentences for a pass in its present state. */
export function passWords(pass: Said & Pick<PassView, 'state'>): PassWords {
  return WORDS[pass.state](pass);
}
