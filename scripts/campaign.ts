import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createCampaign } from '../lib/campaigns/create';
import { findCampaign, listCampaigns } from '../lib/campaigns/data';
import { readLedger } from '../lib/campaigns/ledger';
import { moveRelease } from '../lib/campaigns/move';
import { endCampaign, publishCampaign, type Changed } from '../lib/campaigns/publish';
import { readCampaign, readRelease, type Problem } from '../lib/campaigns/schema';
import { clock } from '../lib/clock';
import { openDatabase, type Db } from '../lib/db';
import { phaseAt } from '../lib/domain/phase';
import { dateWords } from '../lib/domain/release-words';
import { ledgerText } from './ledger-text';
import { commandSettings } from './settings';

const USAGE = `npm run campaign -- <command>

  create FILE.json [--draft]   store a campaign; --draft keeps its page closed
  publish SLUG                 open a draft's page
  list                         every campaign, with its phase
  show SLUG                    the ledger: pre-saves by state and reason
  move SLUG DATE               a new date: 2026-12-12 (local midnight everywhere)
                               or 2026-12-12T18:00:00Z (one instant)
  end SLUG                     close a campaign; held permissions are destroyed

FILE.json:
  { "slug": "night-drive", "artist": "...", "title": "...", "kind": "single" | "ep" | "album",
    "release": { "mode": "local-midnight", "date": "2026-12-12" } | { "mode": "instant", "at": "2026-12-12T18:00:00Z" },
    "upc": "...", "isrcs": ["..."], "artwork": "cover.jpg" (beside FILE.json), "about": "...",
    "services": { "spotify": { "uri": "...", "url": "...", "countdownUrl": "..." }, "appleMusic": { "url": "..." },
      "deezer" | "tidal" | "soundcloud" | "youtubeMusic" | "amazonMusic" | "boomplay" | "audiomack": { "url": "..." } } }
  upc, isrcs, artwork, about and every url may be left out.`;

class Refusal extends Error {}

function refuse(lines: string[]): never {
  throw new Refusal(lines.join('\n'));
}

const problemLines = (problems: Problem[]) => problems.map(p => `  ${p.field}: ${p.message}`);

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => refuse([`There is no file ${file} that can be read.`]));
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse([`${file} is not JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}.`]);
  }
}

async function create(db: Db, appUrl: string, file: string, draft: boolean): Promise<void> {
  const read = readCampaign(await readJson(file));
  if (!read.ok) refuse(['Nothing was stored. Mend this first:', ...problemLines(read.problems)]);
  const path = read.campaign.artwork && resolve(dirname(file), read.campaign.artwork);
  const artwork = path
    ? await readFile(path).catch(() =>
        refuse([`Nothing was stored. Mend this first:`, `  artwork: there is no file ${path}`]),
      )
    : null;
  const created = await createCampaign(db, read.campaign, artwork, { draft });
  if (created.kind === 'refused') refuse(['Nothing was stored. Mend this first:', ...problemLines(created.problems)]);
  for (const note of created.notes) console.log(`  note: ${note}`);
  console.log(
    draft
      ? `Stored as a draft. Open it with: npm run campaign -- publish ${created.slug}`
      : `Live at ${appUrl}/${created.slug}`,
  );
}

async function list(db: Db): Promise<void> {
  const all = await listCampaigns(db);
  if (all.length === 0) console.log('No campaigns yet. Make one with: npm run campaign -- create FILE.json');
  for (const c of all)
    console.log(
      `${phaseAt(c, clock.now()).padEnd(8)} ${c.slug.padEnd(30)} ${dateWords(c.release).padEnd(40)} ${c.artist} – ${c.title}`,
    );
}

async function show(db: Db, slug: string): Promise<void> {
  const campaign = await findCampaign(slug, db);
  if (!campaign) refuse([`There is no campaign "${slug}". See them with: npm run campaign -- list`]);
  console.log(ledgerText(campaign, await readLedger(db, campaign.id), clock.now()));
}

async function move(db: Db, slug: string, text: string): Promise<void> {
  const release = readRelease(text);
  if (!release)
    refuse([`"${text}" is no date: write 2026-12-12, or an instant with its zone such as 2026-12-12T18:00:00Z.`]);
  const moved = await moveRelease(db, slug, release);
  if (moved.kind === 'unknown_campaign')
    refuse([`There is no campaign "${slug}". See them with: npm run campaign -- list`]);
  console.log(`Moved to ${dateWords(release)}. ${moved.held} waiting pre-saves move with it.`);
}

function say(slug: string, changed: Changed, done: string, already: string): void {
  if (changed.kind === 'unknown_campaign')
    refuse([`There is no campaign "${slug}". See them with: npm run campaign -- list`]);
  console.log(changed.kind === 'changed' ? done : already);
}

async function run(db: Db, appUrl: string, args: string[]): Promise<void> {
  const [command, first, second] = args.filter(a => !a.startsWith('--'));
  if (command === 'create' && first) return create(db, appUrl, first, args.includes('--draft'));
  if (command === 'list') return list(db);
  if (command === 'show' && first) return show(db, first);
  if (command === 'move' && first && second) return move(db, first, second);
  if (command === 'publish' && first)
    return say(first, await publishCampaign(db, first), `Live at ${appUrl}/${first}`, 'It is published already.');
  if (command === 'end' && first)
    return say(first, await endCampaign(db, first), 'Ended. The page says so now.', 'It has ended already.');
  refuse([USAGE]);
}

const { env, stop } = await commandSettings();
const database = openDatabase(env.databaseUrl, 4);
try {
  await run(database.db, env.appUrl, process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await database.close();
  await stop();
}
