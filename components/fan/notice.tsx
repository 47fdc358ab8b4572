import type { Opening } from '@/lib/domain/fan-page';
import { noticeWords, type Notice as NoticeView } from './notices';

/** A calm word on top of the campaign page when something came between. `role="status"`: said, not shouted. */
export function Notice({ notice, openings }: { notice: NoticeView; openings: readonly Opening[] }) {
  const { title, body } = noticeWords(notice, openings);
  return (
    <div className="notice" role="status">
      <p>
        <strong>{title}</strong> {body}
      </p>
    </div>
  );
}
