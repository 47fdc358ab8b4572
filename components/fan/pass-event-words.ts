import type { PassEvent, TriedInVain } from '@/lib/domain/pass-history';
import type { Reason } from '@/lib/domain/presave-state';
import { shortDate } from '@/lib/domain/release-words';
import type { PassView } from './pass-view';

/** `what` happened; `how` goes before its time: "checked on". */
export type EventWords = { what: string; how: string };

type Said = Pick<PassView, 'serviceName' | 'home'>;

const TRIED: Record<TriedInVain, (said: Said) => string> = {
  busy: ({ serviceName }) => `${serviceName} was too busy`,
  away: ({ serviceName }) => `${serviceName} did not answer`,
  not_out: ({ serviceName }) => `Not out on ${serviceName} yet`,
  not_there: () => 'Accepted, but not there: added once more',
  doubted: ({ serviceName }) => `${serviceName} was unsure of your permission`,
};

const REFUSED: Partial<Record<Reason, (serviceName: string) => string>> = {
  dsp_refused: serviceName => `${serviceName} refused to add it`,
  not_registered: serviceName => `${serviceName} does not let this app save for your account`,
  not_live_yet: serviceName => `It did not come out on ${serviceName} within two weeks`,
  never_appeared: serviceName => `${serviceName} accepted it, but it never showed up`,
  attempts_exhausted: serviceName => `${serviceName} did not answer, however often we tried`,
};

/** Why nothing more is tried, for a fan. */
export function refusedWords(reason: Reason, { serviceName }: Pick<Said, 'serviceName'>): string {
  return REFUSED[reason]?.(serviceName) ?? 'We could not save it';
}

/** One line of the pass's history. */
export function eventWords(event: PassEvent, said: Said): EventWords {
  const { serviceName, home } = said;
  const plain = (what: string): EventWords => ({ what, how: '' });
  switch (event.kind) {
    case 'consented':
      return plain('You gave one permission');
    case 'renewed':
      return plain('You renewed the permission');
    case 'confirmed':
      return plain(`${serviceName} still takes your permission`);
    case 'pre_added':
      return plain(`Added to ${home} ahead of the release`);
    case 'came_out':
      return plain('The release came out');
    case 'moved':
      return plain(`The release moved to ${shortDate(event.release)}`);
    case 'tried':
      return event.times > 1
        ? { what: `${TRIED[event.why](said)}, tried ${event.times} times`, how: 'last on' }
        : plain(TRIED[event.why](said));
    case 'accepted':
      return plain(`${serviceName} accepted it`);
    case 'saved':
      return { what: `In ${home}`, how: `confirmed by ${serviceName} on` };
    case 'found':
      return { what: `In ${home}`, how: 'checked on' };
    case 'lost':
      return plain(`${serviceName} stopped taking your permission`);
    case 'ran_out':
      return plain('Your permission ran out');
    case 'campaign_ended':
      return plain('The campaign ended');
    case 'refused':
      return plain(refusedWords(event.reason, said));
    case 'withdrawn':
      return plain('You withdrew');
  }
}
