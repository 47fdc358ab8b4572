import { NOTICES, type Notice as NoticeView } from './notices';

/** A calm word on top of the campaign page when something came between. `role="status"`: said, not shouted. */
export function Notice({ notice }: { notice: NoticeView }) {
  const { title, body } = NOTICES[notice.kind];
  return (
    <div className="notice" role="status">
      <p>
        <strong>{title}</strong> {body}
      </p>
    </div>
  );
}
