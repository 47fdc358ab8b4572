import { DSP_NAMES, type Dsp } from '@/lib/domain/dsp';
import type { FanPage, ServiceButton } from '@/lib/domain/fan-page';
import { signsIn } from '@/lib/domain/in-app';

/** What may have come between a tap and a pre-save because of the service that was tapped. */
export const SERVICE_NOTICES = ['not-listed', 'full'] as const;
export type ServiceNotice = { kind: (typeof SERVICE_NOTICES)[number]; dsp: Dsp };

/** What the page knows of its services. */
export type Shown = Pick<FanPage, 'before' | 'openings' | 'full' | 'nextBest'>;

type Words = { title: string; body: string };

/** What is there for this fan on the service that was tapped: its own pre-save, or its link; null where there is neither, or a place again. */
export function nextBestFor({ kind, dsp }: ServiceNotice, page: Shown): ServiceButton | null {
  if (kind === 'full' && hasPlace(dsp, page)) return null;
  return page.nextBest.find(button => button.dsp === dsp) ?? null;
}

const hasPlace = (dsp: Dsp, { before }: Shown) => before.some(button => button.dsp === dsp && signsIn(button));

/** What happened, what was kept (nothing), and the next best thing. Like the page, `full` turns when a place comes free. */
export function serviceNoticeWords(notice: ServiceNotice, page: Shown): Words {
  const name = DSP_NAMES[notice.dsp];
  const next = nextWords(name, nextBestFor(notice, page));
  if (notice.kind === 'not-listed')
    return {
      title: 'Your account is not on the list yet.',
      body: `${name} lets this app save for a short list of people at the moment, and your account isn’t on it. Nothing was kept. ${next}`,
    };
  const full = page.full.find(({ dsp }) => dsp === notice.dsp);
  if (full) return { title: `${full.words}.`, body: `${full.why} Nothing was kept. ${next}` };
  return hasPlace(notice.dsp, page)
    ? { title: 'There is a place again.', body: `Nothing was kept the last time. Tap ${name} below to take it.` }
    : { title: `Pre-saving on ${name} is over.`, body: 'Nothing was kept. What is possible is below.' };
}

function nextWords(name: string, next: ServiceButton | null): string {
  if (next?.action.mode === 'service-presave') return `${name}’s own pre-save page takes everybody.`;
  return 'On the day this address is the listening page.';
}
