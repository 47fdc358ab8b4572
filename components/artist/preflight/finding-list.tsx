import { Badge } from '@/components/ui/badge';
import type { Finding, FindingState, PlannedCheck } from '@/lib/domain/preflight';

const SIGNS: Record<FindingState, { tone: 'good' | 'warn' | 'bad' | 'plain'; word: string }> = {
  ok: { tone: 'good', word: 'Well' },
  warn: { tone: 'warn', word: 'Look' },
  fail: { tone: 'bad', word: 'Fails' },
  skipped: { tone: 'plain', word: 'Not tried' },
};

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
            {finding && <Told finding={finding} />}
          </li>
        );
      })}
    </ul>
  );
}

function Told({ finding: { found, fanSees, mend, state } }: { finding: Finding }) {
  const rows = state === 'ok' ? [] : [['A fan sees', fanSees] as const, ['To mend it', mend] as const];
  return (
    <div className="order-3 col-span-full grid max-w-[65ch] min-w-0 gap-1 md:order-none md:col-span-1 [overflow-wrap:anywhere]">
      <p dir="auto">{found}</p>
      {rows.map(
        ([label, words]) =>
          words && (
            <p key={label} className="text-muted">
              <span className="font-semibold">{label}:</span> {words}
            </p>
          ),
      )}
    </div>
  );
}
