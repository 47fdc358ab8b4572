import { useId, type ReactNode } from 'react';

type SectionProps = { title: string; about?: ReactNode; aside?: ReactNode; children: ReactNode };

/** A part of a screen under its own heading, begun by the rule that begins everything at Upbeat. */
export function Section({ title, about, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid content-start gap-4 border-t-2 border-ink pt-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="grid max-w-[60ch] gap-0.5">
          <h2 id={id} className="text-lead font-semibold">
            {title}
          </h2>
          {about && <p className="text-pretty text-muted">{about}</p>}
        </div>
        {aside}
      </div>
      {children}
    </section>
  );
}
