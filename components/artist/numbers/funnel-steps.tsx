import { Section } from '@/components/ui/section';
import { stepWords } from '@/lib/domain/findings';
import type { FunnelStep } from '@/lib/domain/funnel';
import { numberWords } from '@/lib/domain/number-words';

/** The way from the link to the library, with who was lost at each step in words. */
export function FunnelSteps({ steps }: { steps: readonly FunnelStep[] }) {
  const most = Math.max(1, ...steps.map(({ n }) => n));
  return (
    <Section title="From the link to the library" about="Doubtful pre-saves are left out.">
      <ol className="grid gap-4">
        {steps.map((step, i) => {
          const { name, drop } = stepWords(step, steps[i - 1]);
          return (
            <li key={step.step} className="grid gap-1">
              <span className="flex items-baseline justify-between gap-4">
                <span className="font-semibold">{name}</span>
                <span className="text-lead font-semibold tabular-nums">{numberWords(step.n)}</span>
              </span>
              <span
                aria-hidden="true"
                className="h-3 bg-ink"
                style={{ width: `${(step.n / most) * 100}%`, minWidth: step.n > 0 ? '2px' : 0 }}
              />
              <span className="text-small text-muted">{drop}</span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
