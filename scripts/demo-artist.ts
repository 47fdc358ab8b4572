import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCampaign } from '../lib/campaigns/create';
import { keepDraft } from '../lib/campaigns/drafts/keep';
import { eraseWorkspace } from '../lib/campaigns/erase-workspace';
import { giveCampaign } from '../lib/campaigns/give';
import { readCampaign } from '../lib/campaigns/schema';
import type { OpenDatabase } from '../lib/db';
import { firstMoment, lastMoment } from '../lib/domain/release-moment';
import type { Release } from '../lib/domain/release';
import type { Acting, WorkspaceId } from '../lib/domain/workspace';
import type { SealingKey } from '../lib/env';
import { putWorkspace } from '../lib/workspaces/make';
import { storePresaves, storeVisits } from './demo-numbers';
import { demoVisits } from './demo-visits';
import { ROOT } from './paths';

const DAY_MS = 86_400_000;
export const DEMO_ARTIST = 'mira@nightdrive.example';

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** A date whose midnight has come somewhere and not everywhere, whatever time it is now. */
function rollingDate(now: number): string {
  const today: Release = { mode: 'local-midnight', date: dateOf(now) };
  return firstMoment(today) <= now && now < lastMoment(today) ? today.date : dateOf(now + DAY_MS);
}

type Story = {
  slug: string;
  artist: string;
  title: string;
  kind: string;
  cover: string | null;
  date: string;
  /** how long ago it was published, in days; null: it is a draft */ since: number | null;
  daily: number;
  ends?: true;
};

function stories(now: number): Story[] {
  const at = (days: number) => dateOf(now + days * DAY_MS);
  return [
    {
      slug: 'salt-hours',
      artist: 'Mira Solenne',
      title: 'Salt Hours',
      kind: 'single',
      cover: 'neon.jpg',
      date: rollingDate(now),
      since: 26,
      daily: 190,
    },
    {
      slug: 'low-tide',
      artist: 'The Folding Maps',
      title: 'Low Tide',
      kind: 'ep',
      cover: 'midnight.jpg',
      date: at(-63),
      since: 93,
      daily: 140,
    },
    {
      slug: 'lantern-year',
      artist: 'Mira Solenne',
      title: 'Lantern Year',
      kind: 'album',
      cover: null,
      date: at(60),
      since: null,
      daily: 0,
    },
    {
      slug: 'cold-front',
      artist: 'KASUMI DRIFT',
      title: 'Cold Front (Live)',
      kind: 'single',
      cover: 'paper.jpg',
      date: at(-120),
      since: 140,
      daily: 35,
      ends: true,
    },
  ];
}

type Given = { slug: string; releaseAt: number; daily: number };

/**
 * An artist's workspace with campaigns in every phase and a month of numbers that are made up, visit by visit. What an earlier run
 * of the demo left behind is erased first.
 */
export async function makeDemoArtist(
  { db, client }: OpenDatabase,
  { given, ring, run, now }: { given: readonly Given[]; ring: readonly SealingKey[]; run: string; now: number },
): Promise<{ presaves: number }> {
  for (const { id, user } of await client<{ id: string; user: string }[]>`
    select m.workspace_id as id, m.user_id as user from members m join users u on u.id = m.user_id where u.email = ${DEMO_ARTIST}`)
    await eraseWorkspace({ workspace: id as WorkspaceId, user }, db);
  const [mira] = await client<{ id: string }[]>`
    insert into users (email, name) values (${DEMO_ARTIST}, 'Mira Solenne') returning id`;
  if (!mira) throw new Error('the demo has no artist');
  const workspace = (await db.transaction(tx => putWorkspace(tx, 'Night Drive', mira.id))) as WorkspaceId;
  const acting: Acting = { workspace, user: mira.id };
  let presaves = 0;
  const live = async (slug: string, from: number, daily: number) => {
    presaves += await bringToLife(client, { slug, from, daily, ring, now });
  };
  for (const { slug, releaseAt, daily } of given) {
    await giveCampaign(db, slug, workspace);
    if (daily > 0) await live(slug, Math.min(now, releaseAt) - 30 * DAY_MS, daily);
  }
  for (const story of stories(now)) {
    const slug = `${story.slug}-${run}`;
    await store(db, workspace, { ...story, slug });
    if (story.since !== null) await live(slug, now - story.since * DAY_MS, story.daily);
    if (story.ends)
      await client`update campaigns set ended_at = now() - interval '30 days', archived_at = now() - interval '20 days' where slug = ${slug}`;
  }
  const form = {
    artist: 'Mira Solenne',
    title: 'Undertow',
    kind: 'single',
    mode: 'local-midnight',
    'on.spotify': 'on',
  };
  await keepDraft(acting, { fresh: true }, { fields: form, revision: 0 }, db);
  return { presaves };
}

async function store(db: OpenDatabase['db'], workspace: WorkspaceId, story: Story): Promise<void> {
  const read = readCampaign({
    slug: story.slug,
    artist: story.artist,
    title: story.title,
    kind: story.kind,
    release: { mode: 'local-midnight', date: story.date },
    upc: '602445868162',
    services: { spotify: {}, appleMusic: {}, deezer: {}, tidal: {}, youtubeMusic: {}, amazonMusic: {} },
  });
  if (!read.ok) throw new Error(`the demo's own campaign is wrong: ${JSON.stringify(read.problems)}`);
  const artwork = story.cover ? await readFile(join(ROOT, 'e2e', 'artwork', story.cover)) : null;
  const made = await createCampaign(db, read.campaign, artwork, { draft: story.since === null, workspace });
  if (made.kind === 'refused') throw new Error(`the demo's own campaign was refused: ${JSON.stringify(made.problems)}`);
}

async function bringToLife(
  client: OpenDatabase['client'],
  {
    slug,
    from,
    daily,
    ring,
    now,
  }: { slug: string; from: number; daily: number; ring: readonly SealingKey[]; now: number },
): Promise<number> {
  const [row] = await client<{ id: string; mode: string; date: string | null; at: number | null }[]>`
    update campaigns set published_at = to_timestamp(${from / 1000}), created_at = to_timestamp(${from / 1000}) where slug = ${slug}
    returning id, release_mode as mode, release_date::text as date, (extract(epoch from release_at) * 1000)::float8 as at`;
  if (!row) throw new Error(`no campaign ${slug}`);
  const release: Release =
    row.mode === 'instant' ? { mode: 'instant', at: row.at ?? 0 } : { mode: 'local-midnight', date: row.date ?? '' };
  const visits = demoVisits({ from, to: Math.min(now, lastMoment(release)), daily, seed: daily });
  await storeVisits(client, row.id, visits);
  return storePresaves(client, { campaignId: row.id, release, ring, now }, visits);
}
