import type { PassView } from './pass-view';
import type { PassWords } from './pass-words';

type Said = Pick<PassView, 'serviceName' | 'out' | 'need'>;

/** Said when the permission behind a pre-save needs its fan: why in one sentence, and what helps. Null when it does not. */
export function needWords({ serviceName, out, need }: Said): PassWords | null {
  if (need.kind === 'none') return null;
  const why =
    need.kind === 'lost'
      ? `${serviceName} no longer accepts your permission, perhaps because you changed your password or removed the app.`
      : `${serviceName} permissions only last so long, and yours ended before the release could be saved.`;
  if (need.renew.kind === 'never') {
    const on = out ? 'You can still listen from the release page.' : 'The release page becomes the listening page.';
    return {
      stamp: 'Ended',
      headline: `Your ${serviceName} permission has ended.`,
      body: `${why} It cannot be renewed here any more. ${on}`,
    };
  }
  return {
    stamp: 'Needs you',
    headline: out ? 'It’s out. Reconnect to get it.' : `Your ${serviceName} permission needs renewing.`,
    body: `${why} Reconnect and ${out ? 'we add it to your library right away' : 'you are back on the list'}.`,
  };
}
