import type { ReactNode } from 'react';
import type { FanPage } from '@/lib/domain/fan-page';
import { needsOutside, signsIn } from '@/lib/domain/in-app';
import { listWords } from '@/lib/domain/list-words';
import { InAppHelp } from './in-app-help';
import { InAppLine } from './in-app-line';
import { REMIND_ID, RemindMe } from './remind-me';
import { ServiceList } from './service-list';

type BeforeBlockProps = {
  page: FanPage;
  countdown: ReactNode;
  /** whether the reminder's ways are on show at once */ reminding: boolean;
};

/** Before the release: the countdown, the pre-save buttons, and the reminder, which comes first where nothing can be pre-saved. */
export function BeforeBlock({ page, countdown, reminding }: BeforeBlockProps) {
  const remind = page.reminder && <RemindMe offer={page.reminder} open={reminding} />;
  // Where a service has a button, that says it.
  const notes = [...page.openings, ...page.full].filter(({ dsp }) => !page.before.some(button => button.dsp === dsp));
  const signing = page.before.filter(signsIn);
  return (
    <section className="before" aria-labelledby="before-heading">
      {countdown}
      <h2 id="before-heading" className="block-heading">
        {page.phase === 'rolling' && <span className="unscripted">Not midnight yet? Pre-save</span>}
        <span className="scripted">{page.before.length ? 'Where do you listen?' : 'Be there on the day'}</span>
      </h2>
      {page.permission && <p className="permission">{page.permission}</p>}
      {signing.length > 0 && (
        <>
          <InAppLine buttons={signing} />
          <InAppHelp
            title={page.title}
            others={signing.filter(button => !needsOutside(button)).map(({ name }) => name)}
            remindId={page.reminder && REMIND_ID}
          />
        </>
      )}
      {page.reminder?.best && remind}
      {page.before.length > 0 ? (
        <ServiceList slug={page.slug} buttons={page.before} remindId={page.reminder && REMIND_ID} />
      ) : (
        <p className="aside">Keep this address: on the day it turns into the listening page by itself.</p>
      )}
      {!page.reminder?.best && remind}
      {notes.map(({ dsp, words }) => (
        <p key={dsp} className="aside">
          {words}.
        </p>
      ))}
      {page.alsoOn.length > 0 && <p className="aside">Also coming to {listWords(page.alsoOn)}.</p>}
    </section>
  );
}
