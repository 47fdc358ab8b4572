import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCampaign } from '../lib/campaigns/create';
import { readCampaign } from '../lib/campaigns/schema';
import { isoInstant } from '../lib/clock';
import type { Db } from '../lib/db';
import { ROOT } from './paths';

const DAY_MS = 24 * 3_600_000;

/** A campaign of the demo, and how the sandbox's catalogues know its release. `releaseAt` is epoch ms. */
export type DemoCampaign = {
  slug: string;
  artist: string;
  title: string;
  kind: string;
  upc: string;
  /** Spotify's id, the number it has on Deezer, TIDAL and SoundCloud, YouTube's id, its page on SoundCloud */
  albumId: string;
  number: string;
  video: string;
  page: string;
  releaseAt: number;
  json: Record<string, unknown>;
  cover: string;
};

/** Every service Upbeat knows: those that save, and those that only remind and open. */
function servicesOf({ albumId, number, video, page }: Pick<DemoCampaign, 'albumId' | 'number' | 'video' | 'page'>) {
  return {
    spotify: { uri: `spotify:album:${albumId}` },
    appleMusic: { url: `https://music.apple.com/gb/album/${number}` },
    // found by its UPC when it is out
    deezer: {},
    tidal: { url: `https://tidal.com/album/${number}` },
    soundcloud: { url: page },
    youtubeMusic: { url: `https://music.youtube.com/watch?v=${video}` },
    amazonMusic: {},
    boomplay: {},
    audiomack: {},
  };
}

/** Three campaigns around `now` (epoch ms): one about to come out at `soonAt`, one in three weeks, one out since yesterday. */
export function demoCampaigns(now: number, soonAt: number, run: string): DemoCampaign[] {
  const inThreeWeeks = isoInstant(now + 21 * DAY_MS).slice(0, 10);
  const yesterday = now - DAY_MS;
  const rows = [
    {
      slug: 'glass-harbour',
      artist: 'Mira Solenne',
      title: 'Glass Harbour',
      kind: 'album',
      cover: 'midnight.jpg',
      upc: '602445868162',
      at: soonAt,
      release: { mode: 'instant', at: isoInstant(soonAt) },
    },
    {
      slug: 'paper-weather',
      artist: 'The Folding Maps',
      title: 'Paper Weather',
      kind: 'ep',
      cover: 'paper.jpg',
      upc: '810121774182',
      at: Date.parse(`${inThreeWeeks}T00:00:00Z`),
      release: { mode: 'local-midnight', date: inThreeWeeks },
    },
    {
      slug: 'neon-estuary',
      artist: 'KASUMI DRIFT',
      title: 'ネオンの河口',
      kind: 'single',
      cover: 'neon.jpg',
      upc: '724384960650',
      at: yesterday,
      release: { mode: 'instant', at: isoInstant(yesterday) },
    },
  ];
  return rows.map(({ slug: name, at, cover, ...rest }, i) => {
    const slug = `${name}-${run}`;
    const ids = {
      albumId: `${run}${i}`.padStart(22, '0').slice(-22),
      number: `${Math.floor(now / 1000)}${i}`,
      video: `${run}${i}`.padStart(11, 'u').slice(-11),
      page: `https://soundcloud.com/upbeat-demo/sets/${slug}`,
    };
    const { artist, title, kind, upc } = rest;
    return {
      slug,
      artist,
      title,
      kind,
      upc,
      ...ids,
      releaseAt: at,
      cover,
      json: {
        ...rest,
        slug,
        artwork: cover,
        services: servicesOf(ids),
        about: 'A record that does not exist, for a demonstration that does.',
      },
    };
  });
}

/** Stores one of them the way `npm run campaign -- create` does. */
export async function storeCampaign(db: Db, campaign: DemoCampaign): Promise<void> {
  const read = readCampaign(campaign.json);
  if (!read.ok) throw new Error(`the demo's own campaign is wrong: ${JSON.stringify(read.problems)}`);
  const created = await createCampaign(
    db,
    read.campaign,
    await readFile(join(ROOT, 'e2e', 'artwork', campaign.cover)),
    { draft: false },
  );
  if (created.kind === 'refused')
    throw new Error(`the demo's own campaign was refused: ${JSON.stringify(created.problems)}`);
}
