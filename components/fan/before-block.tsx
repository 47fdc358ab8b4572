import type { ReactNode } from 'react';
import type { FanPage } from '@/lib/domain/fan-page';
import { listWords } from './release-words';
import { ServiceList } from './service-list';

/** Before the release: the countdown and the pre-save buttons, or a kind word where there is nothing to tap yet. */
export function BeforeBlock({ page, countdown }: { page: FanPage; countdown: ReactNode }) {
  // Where a service has a button, that says it.
  const openings = page.openings.filter(({ dsp }) => !page.before.some(button => button.dsp === dsp));
  return (
    <section className="before" aria-labelledby="before-heading">
      {countdown}
      <h2 id="before-heading" className="block-heading">
        {page.phase === 'rolling' && <span className="unscripted">Not midnight yet? Pre-save</span>}
        <span className="scripted">{page.before.length ? 'Where do you listen?' : 'Nothing to tap yet'}</span>
      </h2>
      {page.before.length > 0 ? (
        <ServiceList slug={page.slug} buttons={page.before} />
      ) : (
        <p className="aside">Keep this address: on the day it turns into the listening page by itself.</p>
      )}
      {openings.map(({ dsp, words }) => (
        <p key={dsp} className="aside">
          {words}.
        </p>
      ))}
      {page.alsoOn.length > 0 && <p className="aside">Also coming to {listWords(page.alsoOn)}.</p>}
    </section>
  );
}
