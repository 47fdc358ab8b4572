import type { ReminderOffer } from '@/lib/domain/fan-page';
import type { ReminderWay } from '@/lib/domain/reminder';
import { ActionGlyph } from './action-glyph';
import { MOMENT_MARK } from './inline-scripts';

/** Where a notice's link leads. */
export const REMIND_ID = 'remind';

const WAYS: { way: ReminderWay; label: string; promise: string }[] = [
  { way: 'file', label: 'Apple Calendar or Outlook', promise: 'A file (.ics) that other calendars take too' },
  { way: 'google', label: 'Google Calendar', promise: 'Opens it with the entry filled in' },
  { way: 'subscribe', label: 'Subscribe', promise: 'Follows the date if it moves' },
];

type RemindMeProps = { offer: ReminderOffer; /** whether the ways are on show at once */ open: boolean };

/**
 * The button that reminds, for whoever cannot or does not want to have it saved: it opens onto the ways to a calendar. One form
 * and no script of its own; the boot script adds zone and channel as it is sent and tells the fan's own moment as it opens.
 */
export function RemindMe({ offer, open }: RemindMeProps) {
  return (
    <details id={REMIND_ID} className="remind" data-best={offer.best} open={open}>
      <summary className="service">
        <span className="stamp leaf" aria-hidden="true">
          {offer.day}
        </span>
        <span className="service-words">
          <span className="service-label">{offer.label}</span> <span className="service-promise">{offer.promise}</span>
        </span>
        <ActionGlyph glyph="open" />
      </summary>
      <form className="remind-ways" method="get" action={offer.action}>
        <input type="hidden" name="zone" defaultValue="" />
        <input type="hidden" name="channel" defaultValue="" />
        <p className="aside">
          The entry is for{' '}
          <span {...{ [MOMENT_MARK]: '' }} suppressHydrationWarning>
            {offer.latestWords}
          </span>
          .
        </p>
        {WAYS.map(({ way, label, promise }) => (
          <button key={way} type="submit" name="way" value={way} className="remind-way">
            <span className="remind-label">{label}</span> <span className="service-promise">{promise}</span>
          </button>
        ))}
      </form>
    </details>
  );
}
