import type { FanPage } from '@/lib/domain/fan-page';
import { noticeWords, OFFERS_REMINDER, type Notice as NoticeView } from './notices';
import { REMIND_ID } from './remind-me';

/** A calm word on top of the campaign page when something came between. `role="status"`: said, not shouted. */
export function Notice({ notice, page }: { notice: NoticeView; page: Pick<FanPage, 'openings' | 'reminder'> }) {
  const { title, body } = noticeWords(notice, page.openings);
  return (
    <div className="notice" role="status">
      <p>
        <strong>{title}</strong> {body}
      </p>
      {page.reminder && OFFERS_REMINDER.has(notice.kind) && (
        <a href={`#${REMIND_ID}`} className="notice-way">
          Have your calendar remind you
        </a>
      )}
    </div>
  );
}
