import type { FanPage } from '@/lib/domain/fan-page';
import { noticeWords, offersReminder, wayOn, type Notice as NoticeView } from './notices';
import { REMIND_ID } from './remind-me';

/** A calm word on top of the campaign page when something came between. `role="status"`: said, not shouted. */
export function Notice({ notice, page }: { notice: NoticeView; page: FanPage }) {
  const { title, body } = noticeWords(notice, page);
  const next = wayOn(notice, page);
  return (
    <div className="notice" role="status">
      <p>
        <strong>{title}</strong> {body}
      </p>
      <div className="notice-ways">
        {next && (
          <a href={next.href} className="notice-way" rel="noopener">
            {next.label}
          </a>
        )}
        {page.reminder && offersReminder(notice) && (
          <a href={`#${REMIND_ID}`} className="notice-way">
            Have your calendar remind you
          </a>
        )}
      </div>
    </div>
  );
}
