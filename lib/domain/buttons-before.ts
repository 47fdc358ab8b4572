import { DSP_NAMES } from './dsp';
import type { FullService, Opening, ServiceButton } from './fan-page';
import { fullHere, fullOn, fullWhy } from './full-words';
import { shortDay } from './release-words';
import { saveButton } from './save-button';
import { inServiceOrder, offerAt, type ServiceLinks, type Situation } from './saving';

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

/** What a service has for a fan whom nobody saves for: its own pre-save, else its link; null where there is neither. */
export function nextBest(links: ServiceLinks): ServiceButton | null {
  return ownPresave(links) ?? opensBefore(links);
}

type Before = {
  buttons: ServiceButton[];
  /** services that have nothing to tap yet */ alsoOn: string[];
  /** those whose save would come first but only opens later */ openings: Opening[];
  /** those that would save and take nobody more for now */ full: FullService[];
};

/**
 * The buttons before the release: the best each service really offers the next fan here, a save for everyone first, then the
 * service's own pre-save, a save for listed fans, a link. The button that stands in for a save that is not open yet, or whose places
 * are taken, says so.
 */
export function buttonsBefore(links: readonly ServiceLinks[], situation: Situation): Before {
  const before: Before = { buttons: [], alsoOn: [], openings: [], full: [] };
  for (const link of [...links].sort(inServiceOrder)) {
    const best = bestOf(link, situation, before);
    if (best) before.buttons.push(best);
    else before.alsoOn.push(DSP_NAMES[link.dsp]);
  }
  return before;
}

function bestOf(link: ServiceLinks, situation: Situation, { openings, full }: Before): ServiceButton | null {
  const own = ownPresave(link);
  const instead = nextBest(link);
  if (own && situation.deployment.savers[link.dsp] !== 'everyone') return own;
  const offer = offerAt(link, situation);
  switch (offer.kind) {
    case 'open':
      return saveButton(link, situation);
    case 'opens': {
      const day = shortDay(offer.at, null, situation.now);
      const words = `Pre-saving on ${DSP_NAMES[link.dsp]} opens on ${day}`;
      openings.push({ dsp: link.dsp, words });
      return instead && { ...instead, promise: own ? `${own.promise}. Pre-saving here opens on ${day}` : words };
    }
    case 'full':
      full.push({ dsp: link.dsp, words: fullOn(offer.full), why: fullWhy(offer.full) });
      return instead && { ...instead, promise: `${instead.promise}. ${fullHere(offer.full)}` };
    case 'never':
      return instead;
  }
}
