import type { Advice } from '@/lib/domain/advice';
import { Status } from '@/components/ui/status';

/** What is worth knowing about one field, beside it: what, what a fan would meet, and the way on. */
export function AdviceBeside({ advice, field }: { advice: readonly Advice[]; field: string }) {
  return advice
    .filter(one => one.field === field)
    .map(({ id, weight, says, fans, mend }) => (
      <Status key={id} tone={weight === 'fault' ? 'bad' : 'plain'}>
        <strong>{says}</strong> {fans} {mend}
      </Status>
    ));
}
