import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createCampaign } from '../lib/campaigns/create';
import { findCampaign, listCampaigns, type Campaign } from '../lib/campaigns/data';
import { giveCampaign } from '../lib/campaigns/give';
import { linkService } from '../lib/campaigns/link';
import { moveRelease } from '../lib/campaigns/move';
import { endCampaign, publishCampaign, type Changed } from '../lib/campaigns/publish';
import { readCampaign, readRelease, type Problem } from '../lib/campaigns/schema';
import { clock } from '../lib/clock';
import { openDatabase, type Db } from '../lib/db';
import { deploymentOf } from '../lib/domain/deployment';
import { DSPS } from '../lib/domain/dsp';
import { phaseAt } from '../lib/domain/phase';
import { dateWords } from '../lib/domain/release-words';
import { standingOf } from '../lib/domain/standing';
import type { Env } from '../lib/env';
import { auditCampaign, expiringAhead, showCampaign } from './campaign-show';
import { watchCampaign } from './campaign-watch';
import { linkedLines, movedText } from './ledger-text';
import { servicesText } from './services-text';
import { commandSettings } from './settings';

const USAGE = `npm run campaign -- <command>

  create FILE.json [--draft] [--workspace ID]
                               store a campaign; --draft keeps its page closed; --workspace gives it to one
  give SLUG ID                 give a campaign to a workspace, whose members see it on their dashboard
  publish SLUG                 open a draft's page
  list                         every campaign, with its phase
  show SLUG                    how far it has come, what blocks, and the ledger: pre-saves by state and reason
       --watch                 every second, until all that is due is settled
       --audit                 goes through every pre-save and every step as well
  link SLUG SERVICE LINK       where the release is on a service: its link, or Spotify's URI
  move SLUG DATE               a new date: 2026-12-12 (local midnight everywhere)
                               or 2026-12-12T18:00:00Z (one instant)
  end SLUG                     close a campaign; held permissions are destroyed
  services                     what this deployment can do on each service, and what it takes to do more

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

async function create(db: Db, appUrl: string, file: string, draft: boolean): Promise<string> {
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
  return created.slug;
}

async function list(db: Db): Promise<void> {
  const all = await listCampaigns(db);
  if (all.length === 0) console.log('No campaigns yet. Make one with: npm run campaign -- create FILE.json');
  for (const c of all)
    console.log(
      `${phaseAt(c, clock.now()).padEnd(8)} ${c.slug.padEnd(30)} ${dateWords(c.release).padEnd(40)} ${c.artist} – ${c.title}`,
    );
}

const unknown = (slug: string) => [`There is no campaign "${slug}". See them with: npm run campaign -- list`];

async function campaignAt(db: Db, slug: string): Promise<Campaign> {
  return (await findCampaign(slug, db)) ?? refuse(unknown(slug));
}

async function show(db: Db, slug: string, { audit, watch }: { audit: boolean; watch: boolean }): Promise<void> {
  const campaign = await campaignAt(db, slug);
  if (watch) await watchCampaign(db, campaign);
  else await showCampaign(db, campaign);
  if (audit && !(await auditCampaign(db, campaign))) process.exitCode = 1;
}

async function link(db: Db, slug: string, service: string, text: string): Promise<void> {
  const dsp = DSPS.find(known => known.toLowerCase() === service.toLowerCase());
  if (!dsp) refuse([`There is no service "${service}": write one of ${DSPS.join(', ')}.`]);
  const linked = await linkService(db, slug, dsp, text);
  if (linked.kind === 'unknown_campaign') refuse(unknown(slug));
  if (linked.kind === 'refused') refuse([`Nothing was changed. ${linked.message}`]);
  console.log(linkedLines(dsp, linked).join('\n'));
}

async function move(db: Db, slug: string, text: string): Promise<void> {
  const release = readRelease(text);
  if (!release)
    refuse([`"${text}" is no date: write 2026-12-12, or an instant with its zone such as 2026-12-12T18:00:00Z.`]);
  const moved = await moveRelease(db, slug, release);
  if (moved.kind === 'unknown_campaign') refuse(unknown(slug));
  const expiring = await expiringAhead(db, await campaignAt(db, slug), clock.now());
  console.log(movedText(dateWords(release), moved.held, expiring));
}

function say(slug: string, changed: Changed, done: string, already: string): void {
  if (changed.kind === 'unknown_campaign') refuse(unknown(slug));
  console.log(changed.kind === 'changed' ? done : already);
}

async function give(db: Db, slug: string, workspaceId: string): Promise<void> {
  const given = await giveCampaign(db, slug, workspaceId);
  if (given.kind === 'unknown_campaign') refuse(unknown(slug));
  if (given.kind === 'unknown_workspace')
    refuse([`There is no workspace ${workspaceId}: its id is on its page “New campaign”.`]);
  if (given.kind === 'given_before') refuse([`“${slug}” is in a workspace already, and stays there.`]);
  console.log(`Given to the workspace “${given.workspace}”.`);
}

async function run(db: Db, env: Env, args: string[]): Promise<void> {
  const workspace = args.includes('--workspace') ? args[args.indexOf('--workspace') + 1] : undefined;
  const [command, first, second, third] = args.filter(a => !a.startsWith('--') && a !== workspace);
  if (command === 'create' && first) {
    const slug = await create(db, env.appUrl, first, args.includes('--draft'));
    if (workspace) await give(db, slug, workspace);
    return;
  }
  if (command === 'give' && first && second) return give(db, first, second);
  if (command === 'list') return list(db);
  if (command === 'services') return console.log(servicesText(standingOf(deploymentOf(env))));
  if (command === 'show' && first)
    return show(db, first, { audit: args.includes('--audit'), watch: args.includes('--watch') });
  if (command === 'link' && first && second && third) return link(db, first, second, third);
  if (command === 'move' && first && second) return move(db, first, second);
  if (command === 'publish' && first)
    return say(first, await publishCampaign(db, first), `Live at ${env.appUrl}/${first}`, 'It is published already.');
  if (command === 'end' && first)
    return say(first, await endCampaign(db, first), 'Ended. The page says so now.', 'It has ended already.');
  refuse([USAGE]);
}

const { env, stop } = await commandSettings();
const database = openDatabase(env.databaseUrl, { max: 4 });
try {
  await run(database.db, env, process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await database.close();
  await stop();
}
