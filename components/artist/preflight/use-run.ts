import { useState } from 'react';
import type { Finding, PlannedCheck, PreflightEvent } from '@/lib/domain/preflight';
import { linesOf } from './lines-of';

type Seen = { planned: readonly PlannedCheck[]; findings: readonly Finding[] };

/** Where a run stands in this browser. `broken`: it could not be begun or followed, and why. */
export type Run =
  | { kind: 'idle' }
  | ({ kind: 'running' } & Seen)
  | ({ kind: 'done'; at: number } & Seen)
  | ({ kind: 'broken'; message: string; isSignedOut: boolean } & Seen);

const NOTHING: Seen = { planned: [], findings: [] };
const DROPPED =
  'The connection dropped. The preflight goes on without this screen: load the page in some seconds to see what it found.';
const UNREACHED = 'That did not reach us, so nothing was tried. Check your connection, then start it again.';

const withEvent = (seen: Seen, event: PreflightEvent): Seen =>
  event.kind === 'plan'
    ? { planned: event.checks, findings: [] }
    : event.kind === 'finding'
      ? { ...seen, findings: [...seen.findings, event.finding] }
      : seen;

/** Starts a preflight of the campaign and follows it, line by line. */
export function useRun(slug: string): { run: Run; start: () => Promise<void> } {
  const [run, setRun] = useState<Run>({ kind: 'idle' });
  const start = async () => {
    let seen = NOTHING;
    let endedAt: number | null = null;
    setRun({ kind: 'running', ...seen });
    const broken = (message: string, isSignedOut = false) => setRun({ kind: 'broken', message, isSignedOut, ...seen });
    try {
      const answer = await fetch(`/dashboard/c/${encodeURIComponent(slug)}/preflight/run`, { method: 'POST' });
      if (!answer.ok || !answer.body) {
        const said = answer.status >= 500 ? UNREACHED : await answer.text();
        return broken(said || UNREACHED, answer.status === 401);
      }
      for await (const line of linesOf(answer.body)) {
        const event = JSON.parse(line) as PreflightEvent;
        seen = withEvent(seen, event);
        if (event.kind === 'done') endedAt = event.at;
        else setRun({ kind: 'running', ...seen });
      }
    } catch {
      return broken(seen.planned.length > 0 ? DROPPED : UNREACHED);
    }
    if (endedAt === null) return broken(DROPPED);
    setRun({ kind: 'done', at: endedAt, ...seen });
  };
  return { run, start };
}
