'use client';

import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import { Way } from '@/components/ui/way';
import { dayMoment, zoneWords } from '@/lib/domain/release-words';
import { countOf, verdictWords, worstFirst, type Finding } from '@/lib/domain/preflight';
import { useZone } from '../day/use-clock';
import { CardPreviews } from './card-previews';
import { FindingList } from './finding-list';
import type { FormAction } from '@/components/ui/form-answer';
import { NotRehearsed } from './not-rehearsed';
import { OwnAccount, type OwnAccountView, type TrialEnd } from './own-account';
import { useRun, type Run } from './use-run';

export type LastRun = { at: number; findings: Finding[]; /** the campaign has changed since */ isStale: boolean };

type PreflightProps = {
  slug: string;
  /** as a network names the page's site */ host: string;
  accent: string;
  isDraft: boolean;
  last: LastRun | null;
  mayRun: boolean;
  own: { accounts: readonly OwnAccountView[]; ended: TrialEnd; action: FormAction };
};

/** One button that rehearses a campaign, and what it found: as it comes, and when one comes back. */
export function Preflight({ slug, host, accent, isDraft, last, mayRun, own }: PreflightProps) {
  const { run, start } = useRun(slug);
  const zone = useZone();
  // what is read afterwards begins with what is wrong; while it comes in, every check keeps its place
  const findings = run.kind === 'idle' ? worstFirst(last?.findings ?? []) : run.findings;
  const cards = findings.find(finding => finding.cards)?.cards;
  const isRunning = run.kind === 'running';
  const planned = run.kind === 'idle' ? findings : run.planned;
  const isFirst = planned.length === 0 && !isRunning;
  const button = mayRun && (
    <Button look="main" aria-disabled={isRunning || undefined} onClick={isRunning ? undefined : () => void start()}>
      {isRunning ? 'Rehearsing …' : isFirst ? 'Start the preflight' : 'Run it again'}
    </Button>
  );
  return (
    <>
      {isFirst && run.kind === 'idle' ? (
        <EmptyState
          title="Nothing has been rehearsed yet"
          about={
            <>
              <p>
                The preflight asks every service, reads the page as networks do, and looks at the clocks and at what
                saves at the release. It takes some seconds and shows nothing to anybody.
              </p>
              {!mayRun && <p>An owner or an editor of this workspace can start it.</p>}
            </>
          }
        >
          {button}
        </EmptyState>
      ) : (
        <Section
          title={isRunning ? 'Rehearsing' : 'What the preflight found'}
          about={
            run.kind === 'idle' && last
              ? `${dayMoment(last.at, zone)}. ${zoneWords(zone)}`
              : 'Each check has eight seconds; one that hangs holds up nothing else.'
          }
          aside={button}
        >
          <Verdict run={run} last={last} slug={slug} />
          {planned.length > 0 && <Progress done={findings.length} all={planned.length} isRunning={isRunning} />}
          <FindingList planned={planned} findings={findings} isRunning={isRunning} />
        </Section>
      )}
      {cards && <CardPreviews cards={cards} host={host} accent={accent} isDraft={isDraft} />}
      <OwnAccount slug={slug} mayRun={mayRun} {...own} />
      <NotRehearsed hasOwnAccount={own.accounts.length > 0} />
    </>
  );
}

/** One sentence for what it comes to; listeners hear it when it changes. */
function Verdict({ run, last, slug }: { run: Run; last: LastRun | null; slug: string }) {
  return (
    <div role="status" className="grid gap-2 empty:hidden">
      {run.kind === 'idle' && last && <VerdictOf findings={last.findings} />}
      {run.kind === 'idle' && last?.isStale && (
        <Status tone="warn">The campaign has changed since then. Run it again before you publish.</Status>
      )}
      {run.kind === 'done' && <VerdictOf findings={run.findings} />}
      {run.kind === 'broken' && <Status tone="bad">{run.message}</Status>}
      {run.kind === 'broken' && run.isSignedOut && (
        <Way
          href={`/sign-in?next=/dashboard/c/${slug}/preflight`}
          className="min-h-(--target) content-center underline underline-offset-4"
        >
          Sign in again
        </Way>
      )}
    </div>
  );
}

function VerdictOf({ findings }: { findings: readonly Finding[] }) {
  const tone = countOf(findings, 'fail') > 0 ? 'bad' : countOf(findings, 'warn') > 0 ? 'warn' : 'good';
  return <Status tone={tone}>{verdictWords(findings)}</Status>;
}

/** It keeps its place when it is done, so that nothing moves. */
function Progress({ done, all, isRunning }: { done: number; all: number; isRunning: boolean }) {
  return (
    <div className="grid gap-1">
      <div
        role="progressbar"
        aria-label="Checks that have answered"
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={done}
        className="h-1 bg-raised"
      >
        <div className={`h-full ${isRunning ? 'bg-accent' : 'bg-edge'}`} style={{ width: `${(done / all) * 100}%` }} />
      </div>
      <p className="text-small text-muted tabular-nums">
        {isRunning ? `${done} of ${all} checks have answered` : `${all} checks`}
      </p>
    </div>
  );
}
