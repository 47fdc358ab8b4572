import { DSP_NAMES } from './dsp';
import type { Opening, ServiceButton } from './fan-page';
import { shortDay } from './release-words';
import { saveButton } from './save-button';
import { inServiceOrder, savingAt, type ServiceLinks, type Situation } from './saving';

function ownPresave(links: ServiceLinks): ServiceButton | null {
  if (!links.countdownUrl) return null;
  const name = DSP_NAMES[links.dsp];
  return {
    dsp: links.dsp,
    name,
    label: `Pre-save in ${name}`,
    promise: `Opens ${name}’s own pre-save page`,
    action: { mode: 'service-presave', href: links.countdownUrl },
  };
}

function opensBefore(links: ServiceLinks): ServiceButton | null {
  if (!links.url) return null;
  const name = DSP_NAMES[links.dsp];
  return {
    dsp: links.dsp,
    name,
    label: `See it on ${name}`,
    promise: `Opens ${name}; nothing is saved`,
    action: { mode: 'opens', href: links.url },
  };
}

type Before = { buttons: ServiceButton[]; alsoOn: string[]; openings: Opening[] };

/**
 * The buttons before the release: the best each service really offers here, a save for everyone first, then the service's own
 * pre-save, a save for listed fans, a link. `alsoOn` names the services that have nothing to tap yet, `openings` those whose save
 * would come first but only opens later; the button that stands in for it says so.
 */
export function buttonsBefore(links: readonly ServiceLinks[], situation: Situation): Before {
  const before: Before = { buttons: [], alsoOn: [], openings: [] };
  for (const link of [...links].sort(inServiceOrder)) {
    const own = ownPresave(link);
    const preferred = situation.deployment.savers[link.dsp] === 'everyone' || !own;
    const saving = preferred ? savingAt(link, situation) : ({ kind: 'never' } as const);
    const isFull = saving.kind === 'open' && !!situation.full?.some(({ dsp }) => dsp === link.dsp);
    const best = saving.kind === 'open' && !isFull ? saveButton(link, situation) : (own ?? opensBefore(link));
    if (saving.kind === 'opens') {
      const day = shortDay(saving.at, null, situation.now);
      const words = `Pre-saving on ${DSP_NAMES[link.dsp]} opens on ${day}`;
      before.openings.push({ dsp: link.dsp, words });
      if (best) best.promise = own ? `${own.promise}. Pre-saving here opens on ${day}` : words;
    }
    if (isFull && best) best.promise = `${best.promise}. All places for pre-saves here are taken`;
    if (best) before.buttons.push(best);
    else before.alsoOn.push(DSP_NAMES[link.dsp]);
  }
  return before;
}
