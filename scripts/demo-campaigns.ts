import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCampaign } from '../lib/campaigns/create';
import { readCampaign } from '../lib/campaigns/schema';
import { isoInstant } from '../lib/clock';
import type { Db } from '../lib/db';
import { ROOT } from './paths';

const DAY_MS = 24 * 3_600_000;

/** A campaign of the demo, and how the sandbox's catalogue knows its release. */
export type DemoCampaign = {
  slug: string;
  albumId: string;
  releaseAt: number;
  json: Record<string, unknown>;
  upc: string;
  cover: string;
};

/** Three campaigns around `now` (epoch ms): one about to come out at `soonAt`, one in three weeks, one out since yesterday. */
export function demoCampaigns(now: number, soonAt: number, run: string): DemoCampaign[] {
  const inThreeWeeks = isoInstant(now + 21 * DAY_MS).slice(0, 10);
  const yesterday = now - DAY_MS;
  const everywhere = {
    appleMusic: { url: 'https://music.apple.com/gb/album/glass-harbour/1771234567' },
    tidal: { url: 'https://tidal.com/browse/album/301234567' },
    deezer: {},
    youtubeMusic: {},
  };
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
  return rows.map(({ slug, at, cover, ...rest }, i) => {
    const albumId = `${run}${i}`.padStart(22, '0').slice(-22);
    return {
      slug: `${slug}-${run}`,
      albumId,
      releaseAt: at,
      upc: rest.upc,
      cover,
      json: {
        ...rest,
        slug: `${slug}-${run}`,
        artwork: cover,
        services: { spotify: { uri: `spotify:album:${albumId}` }, ...everywhere },
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
