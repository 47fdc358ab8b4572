import { Section } from '@/components/ui/section';
import { DSP_NAMES } from '@/lib/domain/dsp';
import type { DayView } from './day-view';
import { clockAt } from './use-clock';

/** Links that were found by the release's code, each with what spoke for it. */
export function FoundLinks({ view, zone }: { view: DayView; zone: string | null }) {
  if (view.found.length === 0) return null;
  return (
    <Section title="Found by itself" about="By the release’s code, and the names agree. They are on the page already.">
      <ul className="grid">
        {view.found.map(({ dsp, url, artist, title, market, at }) => (
          <li key={dsp} className="grid gap-1 border-t border-line py-3 first:border-t-0 first:pt-0">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <strong className="font-semibold">{DSP_NAMES[dsp]}</strong>
              <bdi className="[overflow-wrap:anywhere]">
                {artist} – {title}
              </bdi>
            </p>
            <a
              href={url}
              rel="noreferrer"
              className="min-h-(--target) content-center underline decoration-edge underline-offset-4 [overflow-wrap:anywhere]"
            >
              {url}
            </a>
            <p className="text-small text-muted">
              First there in {market}, {clockAt(at, zone, view.now)}.
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
