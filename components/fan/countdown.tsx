'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ZoneMoments } from '@/lib/domain/fan-page';
import { browserMidnight, browserNow, browserZone } from './browser-clock';
import { fanMoment } from './fan-moment';

type CountdownProps = {
  moments: ZoneMoments;
  /** the date in words */ label: string;
  /** it is out where the fan is */ onOut: () => void;
};

const UNITS = [
  ['days', 86_400],
  ['hours', 3_600],
  ['min', 60],
  ['sec', 1],
] as const;

/** A phone that wakes at midnight often has no network yet: seconds between asking for the new page, while the old one shows. */
const ASK_AGAIN_S = [4, 10, 30, 75];

/**
 * Days, hours, minutes and seconds to the fan's own release moment. The server renders the same boxes empty, so nothing shifts
 * when time starts. At the moment it turns the page over (`html[data-out]`) and calls `onOut`.
 */
export function Countdown({ moments, label, onOut }: CountdownProps) {
  const [at, setAt] = useState<number | null>(null);
  const [left, setLeft] = useState<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const ask = useEffectEvent(onOut);

  // Kept as a number: a refreshed page brings an equal but new `moments`, which must not start the asking over.
  useEffect(() => setAt(fanMoment(moments, browserZone, browserMidnight)), [moments]);

  useEffect(() => {
    if (at === null) return;
    let asked = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      const gap = at - browserNow();
      setLeft(Math.max(0, Math.ceil(gap / 1000)));
      if (gap > 0) {
        timer = setTimeout(tick, gap % 1000 || 1000);
        return;
      }
      document.documentElement.dataset.out = 'yes';
      // In `rolling` the listening block was in the page already: this box is hidden now and one ask is enough.
      if (asked === 0 || box.current?.offsetParent) ask();
      const wait = ASK_AGAIN_S[asked++];
      if (wait !== undefined) timer = setTimeout(tick, wait * 1000);
    };
    tick();
    return () => clearTimeout(timer);
  }, [at]);

  return (
    <div
      ref={box}
      className="countdown"
      role="timer"
      aria-live="off"
      aria-label={`Countdown to ${label}`}
      data-on={left !== null}
    >
      {UNITS.map(([unit, seconds], index) => {
        const above = UNITS[index - 1]?.[1] ?? Infinity;
        const value = left === null ? 0 : Math.floor((left % above) / seconds);
        return (
          <span key={unit} className="count" aria-hidden="true">
            <span className="count-digits">{String(value).padStart(2, '0')}</span>
            <span className="count-unit">{unit}</span>
          </span>
        );
      })}
    </div>
  );
}
