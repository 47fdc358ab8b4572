import { Badge } from '@/components/ui/badge';
import type { Finding, PlannedCheck } from '@/lib/domain/preflight';
import { SIGNS } from './signs';
import { Told } from './told';

type FindingListProps = {
  planned: readonly PlannedCheck[];
  findings: readonly Finding[];
  isRunning: boolean;
};

/** Every check in its place from the start; what it found comes into it. */
export function FindingList({ planned, findings, isRunning }: FindingListProps) {
  return (
    <ul aria-label="Checks" aria-busy={isRunning} className="grid">
      {planned.map(check => {
        const finding = findings.find(({ id }) => id === check.id);
        return (
          <li
            key={check.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 border-t border-line py-3 first:border-t-0 first:pt-0 md:grid-cols-[5.5rem_14rem_minmax(0,1fr)]"
          >
            <div className="order-2 md:order-none">
              {finding ? (
                <Badge tone={SIGNS[finding.state].tone}>{SIGNS[finding.state].word}</Badge>
              ) : (
                <span className="text-small text-muted">{isRunning ? 'Asking …' : 'No answer'}</span>
              )}
            </div>
            <p className="order-1 font-semibold md:order-none">{check.title}</p>
            {finding && (
              <div className="order-3 col-span-full md:order-none md:col-span-1">
                <Told finding={finding} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
