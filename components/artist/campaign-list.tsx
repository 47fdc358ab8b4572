import { Badge } from '@/components/ui/badge';
import { Stat } from '@/components/ui/stat';
import { Way } from '@/components/ui/way';
import { PHASE_NAMES, type KeyNumber } from '@/lib/domain/desk-words';
import type { Phase } from '@/lib/domain/phase';
import { Cover } from './cover';

/** One campaign as the list shows it. */
export type CampaignRow = {
  slug: string;
  artist: string;
  title: string;
  artwork: string | null;
  placeholder: string;
  phase: Phase;
  /** "in 17 days" */ countdown: string;
  /** "11 December 2026" */ date: string;
  number: KeyNumber | null;
};

const TONES = { draft: 'plain', presave: 'strong', rolling: 'accent', live: 'good', ended: 'plain' } as const;

const figures = new Intl.NumberFormat('en-GB');
const numberText = ({ kind, value }: KeyNumber) => (kind === 'share' ? `${value} %` : figures.format(value));

/** The campaigns of a workspace, each a line that is a link as a whole. */
export function CampaignList({ rows }: { rows: readonly CampaignRow[] }) {
  return (
    <ul className="border-t-2 border-ink">
      {rows.map(row => (
        <li
          key={row.slug}
          className="relative flex items-center gap-3 border-b border-line py-4 hover:bg-sheet md:gap-5"
        >
          <Cover src={row.artwork} placeholder={row.placeholder} title={row.title} />
          <div className="grid min-w-0 flex-1 gap-0.5">
            <Way
              href={`/dashboard/c/${row.slug}`}
              className="truncate text-lead leading-snug font-semibold after:absolute after:inset-0"
            >
              <bdi>{row.title}</bdi>
            </Way>
            <p className="truncate text-muted">
              <bdi>{row.artist}</bdi>
            </p>
            <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-small">
              <Badge tone={TONES[row.phase]}>{PHASE_NAMES[row.phase]}</Badge>
              <span>{row.countdown}</span>
              <span className="hidden text-muted md:inline">{row.date}</span>
            </p>
          </div>
          {row.number && (
            <div className="shrink-0 text-end">
              <Stat small value={numberText(row.number)} label={row.number.label} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
