import type { ReactNode } from 'react';
import { Section } from '@/components/ui/section';
import { DSP_NAMES } from '@/lib/domain/dsp';
import { durationWords, numberWords } from '@/lib/domain/number-words';
import { closedWords, rateWords, waitsWords } from '@/lib/domain/progress-words';
import type { DayService, DayView } from './day-view';
import { clockAt } from './use-clock';
import './day.css';

const PARTS = [
  { part: 'saved', label: 'saved' },
  { part: 'checking', label: 'accepted, being looked for' },
  { part: 'waiting', label: 'waiting' },
  { part: 'lost', label: 'must reconnect or refused' },
  { part: 'later', label: 'later today' },
] as const;

type Part = (typeof PARTS)[number]['part'];

const partsOf = ({ saved, checking, waiting, reconnect, refused, later }: DayService): Record<Part, number> => ({
  saved,
  checking,
  waiting: waiting - checking,
  lost: reconnect + refused,
  later,
});

/** "41 saves a second, about 2 min 10 s left", or why that cannot be told. */
export function speedWords({ open, perSecond, leftMs, waiting, checking }: DayService): string | null {
  if (open === 0) return null;
  const forOpen = waiting - checking > open ? ' where it is open' : '';
  const speed = perSecond === null ? '' : `${rateWords(perSecond)} a second, `;
  return leftMs === null
    ? 'Nothing was saved lately, so nobody can say how long it takes.'
    : `${speed}about ${durationWords(leftMs)} left${forOpen}.`;
}

type ListProps = { view: DayView; zone: string | null; /** what can be done about it */ children: ReactNode };

/** How far each service has come. */
export function ServiceProgressList({ view, zone, children }: ListProps) {
  const begun = view.services.filter(service => service.begun || service.saved > 0);
  const used = PARTS.filter(({ part }) => begun.some(service => partsOf(service)[part] > 0));
  if (view.services.length === 0)
    return (
      <Section
        title="By service"
        about="Nobody has pre-saved, so nothing will be saved. The page turns over all the same."
      >
        {children}
      </Section>
    );
  return (
    <Section title="By service" aside={children}>
      {used.length > 0 && (
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-small text-muted">
          {used.map(({ part, label }) => (
            <span key={part} className="day-key" data-part={part}>
              {label}
            </span>
          ))}
        </p>
      )}
      <ul className="grid">
        {view.services.map(service => (
          <li key={service.dsp} className="grid gap-2 border-t border-line py-4 first:border-t-0 first:pt-0">
            <ServiceLines service={service} view={view} zone={zone} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ServiceLines({ service, view, zone }: { service: DayService; view: DayView; zone: string | null }) {
  const { dsp, saved, verified, waiting, later, reconnect, refused, nextMomentMs, closed, begun } = service;
  const clock = (at: number) => clockAt(at, zone, view.now);
  const all = saved + waiting + later + reconnect + refused;
  const speed = speedWords(service);
  // of those in markets that are not open, the market says why
  const unopened = closed.reduce((sum, { fans }) => sum + fans, 0);
  const facts = [
    ...(verified > 0 ? [`${numberWords(verified)} of them seen in the library`] : []),
    ...(reconnect > 0 ? [`${numberWords(reconnect)} must reconnect`] : []),
    ...(refused > 0 ? [`${numberWords(refused)} refused`] : []),
  ];
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <strong className="text-lead font-semibold">{DSP_NAMES[dsp]}</strong>
        <span className="tabular-nums">
          {begun || saved > 0 ? `${numberWords(saved)} of ${numberWords(all)} saved` : `${numberWords(all)} waiting`}
        </span>
      </p>
      {(begun || saved > 0) && <Bar service={service} all={all} />}
      <div className="grid gap-1 text-small text-muted">
        {facts.length > 0 && <p>{facts.join(', ')}.</p>}
        {waiting > unopened && <p>{waitsWords(service)}</p>}
        {speed && <p>{speed}</p>}
        {closed.map(group => (
          <p key={`${group.lastAnswer} ${group.nextProbeMs === null}`}>{closedWords(dsp, group, view.now, clock)}</p>
        ))}
        {begun && later > 0 && nextMomentMs !== null && (
          <p>
            {numberWords(later)} more when it is out where they are; the next at {clock(nextMomentMs)}.
          </p>
        )}
      </div>
    </>
  );
}

function Bar({ service, all }: { service: DayService; all: number }) {
  const parts = partsOf(service);
  const done = service.saved + service.reconnect + service.refused;
  return (
    <div
      className="day-bar"
      role="progressbar"
      aria-label={DSP_NAMES[service.dsp]}
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={done}
      aria-valuetext={`${service.saved} of ${all} saved`}
    >
      {PARTS.map(
        ({ part }) =>
          parts[part] > 0 && <span key={part} data-part={part} style={{ width: `${(parts[part] / all) * 100}%` }} />,
      )}
    </div>
  );
}
