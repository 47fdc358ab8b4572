import { Section } from '@/components/ui/section';
import { DOUBT_REASONS, type DoubtReason } from '@/lib/domain/doubt';
import { DOUBT_WORDS } from '@/lib/domain/doubt-words';
import { counted, numberWords } from '@/lib/domain/number-words';

/** The pre-saves that may be nobody's, apart from the others and each with the reason. */
export function Doubtful({ doubts, presaves }: { doubts: Partial<Record<DoubtReason, number>>; presaves: number }) {
  const reasons = DOUBT_REASONS.flatMap(reason => {
    const n = doubts[reason] ?? 0;
    return n > 0 ? [{ reason, n }] : [];
  });
  const sum = reasons.reduce((total, { n }) => total + n, 0);
  if (presaves === 0) return null;
  if (sum === 0)
    return (
      <Section title="Doubtful pre-saves" about={`None: nothing speaks against any of the ${numberWords(presaves)}.`}>
        {null}
      </Section>
    );
  return (
    <Section
      title="Doubtful pre-saves"
      about={`${counted(sum, 'pre-save is', 'pre-saves are')} counted apart. They get their save like all others, because a doubt can be wrong.`}
    >
      <dl className="grid">
        {reasons.map(({ reason, n }) => (
          <div
            key={reason}
            className="grid grid-cols-[1fr_auto] gap-x-6 border-t border-line py-3 first:border-t-0 first:pt-0"
          >
            <dt className="font-semibold">{DOUBT_WORDS[reason].name}</dt>
            <dd className="font-semibold tabular-nums">{numberWords(n)}</dd>
            <dd className="col-span-2 max-w-[60ch] text-small text-pretty text-muted">{DOUBT_WORDS[reason].what}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
