import { DSP_NAMES, type Dsp } from '@/lib/domain/dsp';
import type { GrantNeed } from '@/lib/domain/grant-life';
import { saveWords } from '@/lib/domain/save-words';
import type { PassState } from './pass-view';

/** One line about a fan's pre-save for the campaign page: `act` when only the fan can mend it, `way` names the link to the pass. */
export type PassLine = { words: string; way: string; act: boolean };

const SEE = 'See your pass';

/** What the campaign page says in a browser that holds a pass; null when there is nothing left to say. */
export function passLine(state: PassState, need: GrantNeed, dsp: Dsp): PassLine | null {
  const serviceName = DSP_NAMES[dsp];
  const calm = (words: string): PassLine => ({ words, way: SEE, act: false });
  if (need.kind !== 'none' && need.renew.kind === 'open')
    return { words: `Your ${serviceName} permission needs renewing.`, way: 'Renew it', act: true };
  if (need.kind === 'lost' || need.kind === 'ran_out') return calm(`Your ${serviceName} permission has ended.`);
  if (state === 'withdrawn' || state === 'expired') return null;
  if (state === 'saved') return calm(`This is in ${saveWords(dsp).place}.`);
  return calm(state === 'refused' ? `${serviceName} would not save this.` : 'You have pre-saved this.');
}
