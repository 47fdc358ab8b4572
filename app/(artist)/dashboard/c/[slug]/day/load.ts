import type { DayBooks, DayService, DayTurn, DayView } from '@/components/artist/day/day-view';
import { candidatesIn } from '@/lib/campaigns/candidates';
import type { Counts } from '@/lib/campaigns/counts';
import { readDay, type Day } from '@/lib/campaigns/day';
import { consentsIn, unexplainedIn } from '@/lib/campaigns/ledger-sums';
import { isSettled } from '@/lib/campaigns/progress-sums';
import { DSPS } from '@/lib/domain/dsp';
import { phaseAt } from '@/lib/domain/phase';
import type { PresaveState } from '@/lib/domain/presave-state';
import { timeLeft } from '@/lib/domain/rate';
import type { Release } from '@/lib/domain/release';
import { lastMoment, releaseMoment } from '@/lib/domain/release-moment';
import { dateWords } from '@/lib/domain/release-words';
import { territoryName } from '@/lib/domain/territory-names';
import { turnsOf } from '@/lib/domain/turns';
import type { WorkspaceId } from '@/lib/domain/workspace';
import { permissionsAhead } from '@/lib/presaves/ahead';

const NAMED = 3;
/** Territories that nobody means by “the next midnight”. */
const REMOTE = ['AQ', 'GS', 'IO', 'TF'];

/**
 * All that the screen of a release day shows; null for a campaign that is not the workspace's. `rates` are read for who has just come:
 * who follows the day measures them.
 */
export async function loadDay(
  workspace: WorkspaceId,
  slug: string,
  { rates }: { rates: boolean },
): Promise<DayView | null> {
  const day = await readDay(workspace, slug, { rates });
  if (!day) return null;
  const { campaign, progress } = day;
  const { now, services, markets, counts } = progress;
  const { release } = campaign;
  const phase = phaseAt(campaign, now);
  const isAhead = phase === 'draft' || phase === 'presave';
  return {
    now,
    slug: campaign.slug,
    artist: campaign.artist,
    title: campaign.title,
    phase,
    settled: isSettled(services) && now >= lastMoment(release),
    date: dateWords(release),
    isInstant: release.mode === 'instant',
    turns: dayTurns(release, counts.presaves),
    services: dayServices(day),
    linkable: DSPS.filter(dsp => campaign.services.some(service => service.dsp === dsp)),
    candidates: candidatesIn(markets).map(({ dsp, candidate, markets: where }) => ({
      dsp,
      uri: candidate.uri,
      url: candidate.url,
      artist: candidate.artist,
      title: candidate.title,
      markets: where.map(territoryName),
    })),
    found: day.found.map(link => ({ ...link, market: territoryName(link.market) })),
    ahead: isAhead ? await permissionsAhead(workspace, campaign.id, lastMoment(release)) : null,
    books: booksOf(counts),
  };
}

function dayServices({ progress, rates }: Day): DayService[] {
  return progress.services.map(service => {
    const stop = progress.stops.find(({ dsp }) => dsp === service.dsp) ?? null;
    const perSecond = rates.get(service.dsp) ?? null;
    const leftMs = timeLeft(service.open, perSecond, stop ? stop.untilMs - progress.now : 0);
    const closed = service.closed.map(group => ({ ...group, markets: group.markets.map(territoryName) }));
    return { ...service, closed, stop, perSecond, leftMs };
  });
}

function dayTurns(release: Release, presaves: Counts['presaves']): DayTurn[] {
  const fans = new Map<string, number>();
  const byMoment = new Map<number, { fans: number; saved: number }>();
  for (const { territory, state, n } of presaves) {
    if (state === 'withdrawn' || state === 'expired') continue;
    fans.set(territory, (fans.get(territory) ?? 0) + n);
    const at = releaseMoment(release, territory);
    const sum = byMoment.get(at) ?? { fans: 0, saved: 0 };
    byMoment.set(at, { fans: sum.fans + n, saved: sum.saved + (state === 'saved' ? n : 0) });
  }
  return turnsOf(release).map(({ at, territories }) => ({
    at,
    territories: territories.length,
    // where most fans are first; without fans by the alphabet
    names: territories
      .map(code => ({ n: fans.get(code) ?? (REMOTE.includes(code) ? -1 : 0), name: territoryName(code) }))
      .toSorted((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1))
      .slice(0, NAMED)
      .map(({ name }) => name),
    ...(byMoment.get(at) ?? { fans: 0, saved: 0 }),
  }));
}

function booksOf(counts: Counts): DayBooks {
  const of = (...states: PresaveState[]) =>
    counts.presaves.filter(({ state }) => states.includes(state)).reduce((sum, { n }) => sum + n, 0);
  return {
    consents: consentsIn(counts),
    saved: of('saved'),
    waiting: of('held', 'saving', 'accepted'),
    reconnect: of('needs_reconnect'),
    refused: of('refused'),
    withdrawn: of('withdrawn'),
    expired: of('expired'),
    unexplained: unexplainedIn(counts),
  };
}
