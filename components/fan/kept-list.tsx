import type { Kept } from '@/lib/domain/kept';

/** What is kept, one thing after the other: why, until when, and who can read it. */
export function KeptList({ kept }: { kept: readonly Kept[] }) {
  return (
    <ul className="kept">
      {kept.map(({ what, why, until, who }) => (
        <li key={what}>
          <h3>{what}</h3>
          <dl>
            <dt>Why</dt>
            <dd>{why}</dd>
            <dt>Until</dt>
            <dd>{until}</dd>
            <dt>Read by</dt>
            <dd>{who}</dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}
