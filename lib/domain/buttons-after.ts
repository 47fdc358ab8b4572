import { DSP_NAMES } from './dsp';
import type { ServiceButton } from './fan-page';
import { inServiceOrder, type ServiceLinks } from './saving';

/** The listening buttons after the release: one per service whose address is known. */
export function buttonsAfter(links: readonly ServiceLinks[]): ServiceButton[] {
  return [...links].sort(inServiceOrder).flatMap(({ dsp, url }) => {
    const name = DSP_NAMES[dsp];
    return url
      ? [
          {
            dsp,
            name,
            label: `Listen on ${name}`,
            promise: `Opens ${name}`,
            action: { mode: 'opens' as const, href: url },
          },
        ]
      : [];
  });
}
