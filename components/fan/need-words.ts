import type { PassView } from './pass-view';
import type { PassWords } from './pass-words';

type Said = Pick<PassView, 'serviceName' | 'place' | 'out' | 'need' | 'days'>;

const WHY: Record<'lost' | 'ran_out' | 'ends_early', (said: Said) => string> = {
  lost: ({ serviceName }) =>
    `${serviceName} no longer accepts your permission, perhaps because you changed your password or removed the app.`,
  ran_out: ({ serviceName }) =>
    `${serviceName} permissions only last so long, and yours ended before the release could be saved.`,
  ends_early: ({ days }) => `Your permission ends on ${days.ends}, before the release on ${days.release}.`,
};

/** Said when the permission behind a pre-save needs its fan: why in one sentence, and what helps. Null when it does not. */
export function needWords(said: Said): PassWords | null {
  const { serviceName, place, out, need, days } = said;
  if (need.kind === 'none') return null;
  const why = WHY[need.kind](said);
  const early = need.kind === 'ends_early';
  const needs = early ? 'The release has moved.' : `Your ${serviceName} permission needs renewing.`;
  switch (need.renew.kind) {
    case 'open':
      return {
        stamp: 'Needs you',
        headline: out ? 'It’s out. Reconnect to get it.' : needs,
        body: `${why} Reconnect and ${early ? 'it lasts' : out ? `we add it to ${place} right away` : 'you are back on the list'}.`,
      };
    case 'opens':
      return {
        stamp: early ? 'Pre-saved' : 'On hold',
        headline: needs,
        body: `${why} Reconnect after ${days.renew} to renew it: a permission given sooner would end too early as well.`,
      };
    case 'never':
      return {
        stamp: early ? 'Pre-saved' : 'Ended',
        headline: early ? needs : `Your ${serviceName} permission has ended.`,
        body: `${why} It cannot be renewed here any more. ${out ? 'You can still listen from the release page.' : 'The release page becomes the listening page on the day.'}`,
      };
  }
}
