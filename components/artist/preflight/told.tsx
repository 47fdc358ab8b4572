import type { Finding } from '@/lib/domain/preflight';

type ToldProps = { finding: Pick<Finding, 'found' | 'fanSees' | 'mend' | 'state'> };

/** What was found; where something is wrong, also what a fan would see and how to mend it. */
export function Told({ finding: { found, fanSees, mend, state } }: ToldProps) {
  const rows = state === 'ok' ? [] : [['A fan sees', fanSees] as const, ['To mend it', mend] as const];
  return (
    <div className="grid max-w-[65ch] min-w-0 gap-1 [overflow-wrap:anywhere]">
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
