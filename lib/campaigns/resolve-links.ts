import { setTimeout as sleep } from 'node:timers/promises';
import { upcPaddings } from '../domain/codes';
import type { Dsp } from '../domain/dsp';
import { isSameRelease, type Named } from '../domain/same-release';
import type { CatalogueDsp, Description, Outcome, ReleaseKey } from '../dsp/types';
import type { ReleaseStart } from './release-start';

/** A service that has not answered by then (ms) is said not to have. */
const PATIENCE_MS = 6_000;
/** And so much (ms) have all together, however many have to be asked one after the other: somebody is waiting. */
const WHOLE_MS = 9_000;
/** Where a release is looked for that the artist's own country does not have: most are delivered to both. */
const OTHER_MARKETS = ['US', 'GB'];

/** By what a catalogue's entry was found: never by name. */
export type FoundBy = 'link' | 'upc' | 'isrc';

/**
 * What one service's catalogue answered. `agrees`: artist and title are those of the release that was started from; where they are
 * not, the artist decides. `failed` can be tried again.
 */
export type Match =
  | { dsp: Dsp; kind: 'found'; by: FoundBy; agrees: boolean; description: Description }
  | { dsp: Dsp; kind: 'not_found' }
  | { dsp: Dsp; kind: 'failed' };

/** The release itself, as the catalogue tells it that was asked first; null when none has it. */
export type Resolved = { about: Description | null; matches: Match[] };

type Wish = {
  catalogues: readonly CatalogueDsp[];
  /** the artist's territory */ market: string;
  patienceMs?: number;
  wholeMs?: number;
};
type Seek = Wish & { /** the end of all patience */ over: AbortSignal };

/**
 * Finds a release in the services' catalogues from a link or a code. What is started from is looked up first; its codes then lead
 * to the other services. `onMatch` hears each answer as it comes. Resolves whatever the services do.
 */
export async function resolveRelease(
  start: ReleaseStart,
  wish: Wish,
  onMatch: (match: Match) => void = () => undefined,
): Promise<Resolved> {
  const seek: Seek = { ...wish, over: AbortSignal.timeout(wish.wholeMs ?? WHOLE_MS) };
  const matches: Match[] = [];
  const note = (match: Match) => {
    matches.push(match);
    onMatch(match);
    return match;
  };
  if (start.kind === 'link') {
    const origin = seek.catalogues.find(({ dsp }) => dsp === start.dsp);
    if (!origin || start.uri === null) return { about: null, matches };
    const key = { uri: start.uri, upc: null, isrcs: [] };
    const first = note(await ask(origin, key, 'link', seek, null));
    if (first.kind !== 'found') return { about: null, matches };
    const about = first.description;
    const others = seek.catalogues.filter(other => other !== origin);
    await Promise.all(others.map(async other => note(await byCodes(other, about, seek))));
    return { about, matches };
  }
  const key: ReleaseKey =
    start.kind === 'upc' ? { uri: null, upc: start.upc, isrcs: [] } : { uri: null, upc: null, isrcs: [start.isrc] };
  const answers = await Promise.all(seek.catalogues.map(one => ask(one, key, start.kind, seek, null)));
  // In the order of the catalogues: the same code tells the same release on every try.
  const about = answers.find(answer => answer.kind === 'found')?.description ?? null;
  for (const answer of answers)
    note(answer.kind === 'found' && about ? { ...answer, agrees: isSameRelease(about, answer.description) } : answer);
  return { about, matches };
}

/** By the UPC where the release has one: an ISRC is on compilations as well. */
async function byCodes(other: CatalogueDsp, about: Description, seek: Seek): Promise<Match> {
  if (about.upc) {
    const found = await ask(other, { uri: null, upc: about.upc, isrcs: [] }, 'upc', seek, about);
    if (found.kind !== 'not_found') return found;
  }
  if (about.isrcs.length === 0) return { dsp: other.dsp, kind: 'not_found' };
  return ask(other, { uri: null, upc: null, isrcs: about.isrcs }, 'isrc', seek, about);
}

async function ask(
  catalogue: CatalogueDsp,
  key: ReleaseKey,
  by: FoundBy,
  { market, patienceMs = PATIENCE_MS, over }: Seek,
  about: Named | null,
): Promise<Match> {
  const { dsp } = catalogue;
  const time = new AbortController();
  const signal = AbortSignal.any([time.signal, over]);
  const late = sleep(patienceMs, 'late' as const, { signal }).catch(() => 'late' as const);
  const broken = new AbortController();
  try {
    for (const where of new Set([market, ...OTHER_MARKETS])) {
      const answer = await Promise.race([catalogue.describe(key, where, broken.signal), late]);
      if (answer === 'late') {
        broken.abort();
        return { dsp, kind: 'failed' };
      }
      const read = readAnswer(answer);
      if (read === 'failed') return { dsp, kind: 'failed' };
      if (read) return { dsp, kind: 'found', by, agrees: !about || isSameRelease(about, read), description: read };
    }
    return { dsp, kind: 'not_found' };
  } finally {
    time.abort();
  }
}

function readAnswer(answer: Outcome<{ description: Description | null }>): Description | null | 'failed' {
  if (answer.kind === 'ok') return answer.description;
  // what a catalogue will never be asked for, such as a playlist, it does not have
  return answer.kind === 'refused' || answer.kind === 'not_live' ? null : 'failed';
}

/** Whether a catalogue's code is the one the artist gave, in whatever padding. */
export function isSameUpc(ours: string, theirs: string): boolean {
  return upcPaddings(ours).some(code => upcPaddings(theirs).includes(code));
}
