'use client';

import { useEffect, useRef } from 'react';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import { ButtonWay, useReload, Way } from '@/components/ui/way';
import { zoneWords } from '@/lib/domain/release-words';
import { DayBooks } from './day-books';
import { DayDecisions, type DayActions } from './day-decisions';
import { DayHolds } from './day-holds';
import { DayNumbers, heardOf } from './day-numbers';
import { DayPlan } from './day-ahead';
import { DayStuck } from './day-stuck';
import type { DayView } from './day-view';
import { FoundLinks } from './found-links';
import { LinkByHand } from './link-by-hand';
import { ServiceProgressList } from './service-progress';
import { TerritoryStrip } from './territory-strip';
import { clockAt, useZone } from './use-clock';
import { useLive, type Live } from './use-live';

/**
 * A release day before, while and after it runs. It follows what happens; `first` is how it stood when the page was made, and
 * `actions` is null for somebody who only looks.
 */
export function DayLive({ first, actions }: { first: DayView; actions: DayActions | null }) {
  const live = useLive(first);
  const zone = useZone();
  const { view } = live;
  useHeadThatFollows(view);
  const isAhead = view.phase === 'draft' || view.phase === 'presave';
  return (
    <>
      <DayTrouble live={live} zone={zone} />
      <p role="status" className="sr-only">
        {heardOf(view)}
      </p>
      {view.phase === 'draft' && (
        <Status tone="warn">
          This campaign is a draft: nobody can pre-save, and nothing is saved until it is published.
        </Status>
      )}
      {view.phase === 'ended' && <Status>This campaign has ended: nothing more is saved.</Status>}
      <DayDecisions view={view} actions={actions} />
      <DayStuck view={view} actions={actions} />
      {isAhead ? <DayPlan view={view} zone={zone} /> : <DayNumbers view={view} />}
      <DayHolds view={view} zone={zone} />
      <TerritoryStrip view={view} zone={zone} />
      <ServiceProgressList view={view} zone={zone}>
        {actions && view.linkable.length > 0 && view.phase !== 'ended' && (
          <LinkByHand slug={view.slug} services={view.linkable} action={actions.link} />
        )}
      </ServiceProgressList>
      <FoundLinks view={view} zone={zone} />
      {!isAhead && <DayBooks books={view.books} slug={view.slug} />}
      {actions && view.phase !== 'ended' && (
        <Section title="Has the date slipped?" about="You see what moves before anything does.">
          <div>
            <ButtonWay href={`/dashboard/c/${view.slug}/day/move`}>Move the date</ButtonWay>
          </div>
        </Section>
      )}
      <p className="text-small text-muted">
        {zoneWords(zone)} As of {clockAt(view.now, zone, view.now)}.
      </p>
    </>
  );
}

/** Has the rest of the page, which says where the campaign stands, come along when that changes. */
function useHeadThatFollows({ phase }: DayView): void {
  const reload = useReload();
  const shown = useRef(phase);
  useEffect(() => {
    if (shown.current === phase) return;
    shown.current = phase;
    reload();
  }, [phase, reload]);
}

/** Why the figures stand still, when they do. Listeners hear it, and hear when it goes on. */
function DayTrouble({ live: { trouble, view }, zone }: { live: Live; zone: string | null }) {
  const as = `as of ${clockAt(view.now, zone, view.now)}`;
  return (
    <div role="status" className="empty:hidden">
      {trouble === 'away' && (
        <Status tone="warn">
          Upbeat cannot be reached just now. The release goes on without this screen; these figures are {as}, and follow
          again by themselves.
        </Status>
      )}
      {trouble === 'signed_out' && (
        <Status tone="bad">
          You are signed out, so the figures stand still, {as}.{' '}
          <Way href={`/sign-in?next=/dashboard/c/${view.slug}/day`}>Sign in again</Way>.
        </Status>
      )}
      {trouble === 'gone' && (
        <Status tone="bad">
          This campaign is not in this workspace any more: somebody deleted it, or you are in another workspace now.
        </Status>
      )}
    </div>
  );
}
