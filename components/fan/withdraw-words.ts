import type { PassState, PassView } from './pass-view';

type Said = Pick<PassView, 'serviceName' | 'home' | 'state' | 'holds' | 'left'>;

/** Something was still to come of it. */
const PENDING: readonly PassState[] = ['held', 'saving', 'accepted', 'needs_reconnect'];

/** What a fan is told before withdrawing: what the button does, what is gone, what stays, what the service has of it. */
export type WithdrawWords = { open: string; gone: string; stays: string; left: string | null; button: string };

/** The words of the way out. Where nothing is held any more there is still something to erase. */
export function withdrawWords({ serviceName, home, state, holds, left }: Said): WithdrawWords {
  const known = `the code by which we know your ${serviceName} account again, your country and time zone, and which link you came by`;
  const pending = PENDING.includes(state);
  const gone = holds ? `The permission, ${known}.` : `${known[0]?.toUpperCase()}${known.slice(1)}.`;
  return {
    open: pending ? 'Withdraw this pre-save' : 'Erase what is known of you',
    gone: pending && left === 'nothing' ? `${gone} Nothing will be saved.` : gone,
    stays:
      'A line without a name: that there was a pre-save and that it was withdrawn, with the times, so that the artist’s count adds up. And this address, which says so.',
    left: LEFT[left](home, serviceName),
    button: holds ? 'Withdraw and destroy the permission' : pending ? 'Withdraw and erase' : 'Erase it',
  };
}

const LEFT: Record<PassView['left'], (home: string, serviceName: string) => string | null> = {
  nothing: () => null,
  maybe: (home, serviceName) =>
    `${serviceName} has been asked already: it may be in ${home}, or turn up there. Taking it out again is up to you.`,
  there: home => `The release stays in ${home}: it is yours. Taking it out again is up to you.`,
};

/** What a withdrawn pass says. */
export function withdrawnWords({ home, serviceName, left, ended }: Said & Pick<PassView, 'ended'>): string {
  const done = 'The permission is destroyed and what was known of you is erased.';
  const then =
    LEFT[left](home, serviceName) ??
    `Nothing will be saved.${ended ? '' : ' If you change your mind, the release page is still there.'}`;
  return `${done} ${then}`;
}
