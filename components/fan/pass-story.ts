import type { PassEvent } from '@/lib/domain/pass-history';
import { shortMoment } from '@/lib/domain/release-words';
import { eventWords } from './pass-event-words';
import type { PassStep, PassView } from './pass-view';

/** What a story is told from. Instants are epoch ms. */
export type Told = Pick<PassView, 'serviceName' | 'home' | 'state' | 'need' | 'out' | 'momentWords' | 'momentIso'> & {
  events: readonly PassEvent[];
  zone: string | null;
  now: number;
  /** the day a permission ends that ends too early */ ends: string | null;
  isoOf: (at: number) => string;
};

const STOPS: readonly PassEvent['kind'][] = ['lost', 'ran_out', 'campaign_ended', 'refused'];
const ASIDES: readonly PassEvent['kind'][] = ['tried', 'confirmed', 'moved', 'renewed'];

function stepOf(event: PassEvent, { zone, now, isoOf, ...said }: Told): PassStep {
  const { what, how } = eventWords(event, said);
  const when = shortMoment(event.at, zone, now);
  const state = STOPS.includes(event.kind) ? 'stopped' : ASIDES.includes(event.kind) ? 'aside' : 'done';
  return { what, how, when, iso: isoOf(event.at), state };
}

/** Everything on the ticket in the order of time: what happened, what is next, what is to come. */
export function passStory(told: Told): PassStep[] {
  return [...told.events.map(event => stepOf(event, told)), ...ahead(told)];
}

const step = (state: PassStep['state'], what: string, when: string | null = null, iso: string | null = null) => ({
  what,
  how: '',
  when,
  iso,
  state,
});

function ahead(told: Told): PassStep[] {
  const { state, need, home, out, momentWords, momentIso, ends } = told;
  const destroyed = 'The permission is destroyed';
  const release = (as: PassStep['state']) => (out ? [] : [step(as, 'The release comes out', momentWords, momentIso)]);
  if (need.kind === 'lost' || need.kind === 'ran_out')
    return need.renew.kind === 'never' ? release('ahead') : [...release('ahead'), step('ahead', `It is in ${home}`)];
  switch (state) {
    case 'held': {
      if (need.kind === 'ends_early')
        return [step('stopped', 'Your permission ends', ends), ...release('ahead'), step('ahead', `It is in ${home}`)];
      const next = out ? [step('now', 'Yours is next')] : release('now');
      return [...next, step('ahead', `It is in ${home}`), step('ahead', destroyed)];
    }
    case 'saving':
      return [step('now', `We are adding it to ${home}`), step('ahead', destroyed)];
    case 'accepted':
      return [step('now', `We look for it in ${home}`), step('ahead', destroyed)];
    case 'needs_reconnect':
      return [];
    case 'saved':
    case 'refused':
    case 'withdrawn':
    case 'expired':
      return [step('done', 'The permission was destroyed')];
  }
}
