import { deploymentOf } from '@/lib/domain/deployment';
import type { Dsp } from '@/lib/domain/dsp';
import { standingOf } from '@/lib/domain/standing';
import { env } from '@/lib/env';

/** What fans get on each service here, for the editor's rows. */
export function servicePromises(): Partial<Record<Dsp, string>> {
  return Object.fromEntries(standingOf(deploymentOf(env())).map(({ dsp, now }) => [dsp, now]));
}
