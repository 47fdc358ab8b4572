import { clock, isoInstant } from '../../clock';
import { database, type Db } from '../../db';
import { deploymentOf } from '../../domain/deployment';
import { releaseIn, servicesIn, type DraftFields } from '../../domain/draft-fields';
import type { FanPage } from '../../domain/fan-page';
import { RELEASE_KINDS, type Release } from '../../domain/release';
import { firstMoment, lastMoment } from '../../domain/release-moment';
import type { ServiceLinks } from '../../domain/saving';
import { parseServiceLink } from '../../domain/service-link';
import type { Theme } from '../../domain/theme';
import { env } from '../../env';
import { themeFromSeed } from '../../media/theme';
import { findCampaignById, type Campaign } from '../data';
import { toFanPage } from '../fan-page';
import type { Draft } from './read';

export const PREVIEW_PHASES = ['before', 'rolling', 'out'] as const;
export type PreviewPhase = (typeof PREVIEW_PHASES)[number];

const DAY_MS = 86_400_000;

/** The fan page that a draft would have, at a moment of its life. `now` (epoch ms) is that moment. */
export type Preview = { page: FanPage; now: number };

/**
 * A draft as the page that it would become. What is missing or wrong is left out or stands in for itself: a page can be looked at
 * long before it could be published.
 */
export async function previewOf(
  draft: Draft,
  { phase, scheme, artwork }: { phase: PreviewPhase; scheme: 'light' | 'dark'; artwork: string },
  db: Db = database().db,
): Promise<Preview | null> {
  const was = draft.campaignId ? await findCampaignById(draft.campaignId, db) : null;
  const campaign = campaignOf(draft, was);
  const now = momentOf(campaign.release, phase);
  const page = toFanPage(campaign, deploymentOf(env()), now);
  if (!page) return null;
  const shown = draft.hasArtwork ? { large: artwork, small: artwork, largePx: 640, smallPx: 640 } : page.artwork;
  const { [scheme]: palette } = page.theme;
  return { page: { ...page, artwork: shown, theme: { ...page.theme, light: palette, dark: palette } }, now };
}

function momentOf(release: Release, phase: PreviewPhase): number {
  const [first, last] = [firstMoment(release), lastMoment(release)];
  if (phase === 'before') return first - 5 * DAY_MS;
  return phase === 'rolling' ? (first + last) / 2 : last + 3_600_000;
}

function campaignOf(draft: Draft, was: Campaign | null): Campaign {
  const { fields } = draft;
  const text = (name: string, otherwise: string) => (fields[name] ?? '').trim() || otherwise;
  const [artist, title] = [text('artist', 'Artist'), text('title', 'Title')];
  const keepsArtwork = !draft.hasArtwork && draft.artworkRemoved === null;
  return {
    id: was?.id ?? draft.id,
    workspaceId: null,
    slug: text('slug', 'preview'),
    artist,
    title,
    kind: RELEASE_KINDS.find(kind => kind === fields['kind']) ?? 'single',
    upc: (fields['upc'] ?? '').trim() || null,
    isrcs: (fields['isrcs'] ?? '').split(/[\s,;]+/).filter(Boolean),
    about: (fields['about'] ?? '').trim() || null,
    release: releaseIn(fields) ?? inThreeWeeks(),
    releaseRevision: 1,
    artworkLarge: (keepsArtwork && was?.artworkLarge) || null,
    artworkSmall: (keepsArtwork && was?.artworkSmall) || null,
    theme: themeOf(draft, keepsArtwork ? was : null, `${artist}\n${title}`),
    cardBefore: null,
    cardOut: null,
    publishedAt: 0,
    endedAt: null,
    archivedAt: null,
    turnedPhase: 'presave',
    createdAt: 0,
    updatedAt: 0,
    services: linksOf(fields),
  };
}

function themeOf(draft: Draft, was: Campaign | null, names: string): Theme {
  if (draft.theme) return draft.theme;
  return was?.artworkLarge ? was.theme : themeFromSeed(names);
}

function inThreeWeeks(): Release {
  return { mode: 'local-midnight', date: isoInstant(clock.now() + 21 * DAY_MS).slice(0, 10) };
}

function linksOf(fields: DraftFields): ServiceLinks[] {
  return servicesIn(fields).map(({ dsp, url, countdownUrl }) => {
    const link = url ? parseServiceLink(dsp, url) : null;
    const good = link?.ok ? link : null;
    return { dsp, url: good?.url ?? null, uri: good?.uri ?? null, countdownUrl: countdownUrl || null };
  });
}
