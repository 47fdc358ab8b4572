import type { ReactNode } from 'react';

type PageHeadProps = { title: string; about?: ReactNode; children?: ReactNode };

/** The top of a screen: its name, a line about it, and what it is for as a button (`children`). */
export function PageHead({ title, about, children }: PageHeadProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="grid min-w-0 gap-1">
        <h1
          dir="auto"
          className="font-display text-[2rem] leading-none font-extrabold tracking-[-0.01em] text-balance [overflow-wrap:anywhere] md:text-[2.5rem]"
        >
          {title}
        </h1>
        {about && <p className="max-w-[60ch] text-muted">{about}</p>}
      </div>
      {children && <div className="flex flex-wrap gap-2">{children}</div>}
    </header>
  );
}
