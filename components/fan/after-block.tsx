import type { FanPage } from '@/lib/domain/fan-page';
import { listWords } from '@/lib/domain/list-words';
import { ServiceList } from './service-list';

const ENDED = 'This campaign has come to an end. Thank you to everyone who was here before the first beat.';

/** Once it is out: the listening buttons. After the campaign's end, a goodbye with whatever links are left. */
export function AfterBlock({ page }: { page: FanPage }) {
  const ended = page.phase === 'ended';
  return (
    <section className="after" aria-labelledby="after-heading">
      <h2 id="after-heading" className="block-heading out-now">
        {page.phase === 'rolling' && <span className="unscripted">Already past midnight where you are? Listen</span>}
        <span className="scripted">{ended ? 'That was it' : 'Out now'}</span>
      </h2>
      {ended && <p className="aside">{ENDED}</p>}
      {page.after.length > 0 && <ServiceList slug={page.slug} buttons={page.after} listening />}
      {!ended && page.after.length === 0 && (
        <p className="aside">The listening links are on their way. Look again in a moment.</p>
      )}
      {!ended && page.phase === 'live' && page.alsoOn.length > 0 && (
        <p className="aside">Also on {listWords(page.alsoOn)}.</p>
      )}
    </section>
  );
}
