import { Section } from '@/components/ui/section';
import { Way } from '@/components/ui/way';

export type UnmadeRow = {
  id: string;
  title: string;
  artist: string;
  /** who typed last and when: "mira@label.example, 3 hours ago" */ touched: string;
};

/** Forms that are half filled in: the way back to each. */
export function UnmadeList({ rows }: { rows: readonly UnmadeRow[] }) {
  return (
    <Section title="Begun, and not made so far">
      <ul className="grid">
        {rows.map(({ id, title, artist, touched }) => (
          <li key={id} className="relative grid border-t border-line py-3 first:border-t-0 first:pt-0 hover:bg-sheet">
            <Way
              href={`/dashboard/drafts/${id}`}
              className="min-h-11 content-center truncate font-semibold after:absolute after:inset-0"
            >
              <bdi>{title}</bdi>
              {artist && (
                <span className="font-normal text-muted">
                  {' '}
                  by <bdi>{artist}</bdi>
                </span>
              )}
            </Way>
            <span className="text-small text-muted">{touched}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
