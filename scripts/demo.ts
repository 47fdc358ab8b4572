// npm run demo: the whole product on this machine, from the link to the library. `-- --once` ends by itself and is a test.
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { HttpFan, type FanBrowser, type Walk } from '../e2e/fan';
import { findCampaign } from '../lib/campaigns/data';
import { readLedger } from '../lib/campaigns/ledger';
import { openDatabase } from '../lib/db';
import { readEnv } from '../lib/env';
import { buildApp, startApp } from './app';
import { demoCampaigns, storeCampaign, type DemoCampaign } from './demo-campaigns';
import { demoServices, registerDemoServices, type DemoService } from './demo-services';
import { DEMO_ARTIST, makeDemoArtist } from './demo-artist';
import { demoBrowser } from './demo-browsers';
import { watchFlip } from './demo-flip';
import { bar } from './demo-bar';
import { shortcomings } from './demo-verdict';
import { ledgerText } from './ledger-text';
import { endProcess } from './lifetime';
import { localEnv, withDatabase } from './local-env';
import { freePort } from './ports';
import { startSandbox } from './sandbox';

const MINUTE_MS = 60_000;
/** From the campaign's birth to its release: enough for all fans to come by, and then the next full minute's cron. */
const LEAD_MS = 58_000;
const PATIENCE_MS = 4 * MINUTE_MS;
const step = (text: string) => console.log(`\n▸ ${text}`);

async function setUp() {
  step('Database, sandbox and app');
  const { env } = await withDatabase(localEnv());
  const sandbox = await startSandbox();
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}`;
  const spotify = { id: env.SPOTIFY_CLIENT_ID, secret: env.SPOTIFY_CLIENT_SECRET };
  const known = await registerDemoServices(sandbox.url, appUrl, spotify);
  console.log('  building the app; the first time takes about a minute');
  await buildApp();
  const app = await startApp({ ...env, ...sandbox.env, ...known, APP_URL: appUrl }, { port });
  console.log(`  app ${app.url}   sandbox ${sandbox.url}   its mailbox ${sandbox.url}/mailbox`);
  const database = openDatabase(env.DATABASE_URL, { max: 4 });
  return { env, appUrl, services: demoServices(sandbox.url), database };
}

type Stage = Awaited<ReturnType<typeof setUp>>;

async function makeCampaigns({
  database,
  services,
  appUrl,
}: Stage): Promise<[DemoCampaign, DemoCampaign, DemoCampaign]> {
  step('Three campaigns: out in a minute, in three weeks, since yesterday');
  const now = Date.now();
  const run = Math.floor(now / 1000).toString(36);
  const campaigns = demoCampaigns(now, now + LEAD_MS, run);
  for (const c of campaigns) {
    for (const service of services) await service.put(c);
    await storeCampaign(database.db, c);
    console.log(`  ${appUrl}/${c.slug}`);
  }
  const [soon, later, out] = campaigns;
  if (!soon || !later || !out) throw new Error('the demo wants three campaigns');
  return [soon, later, out];
}

/** The fans of all services, in the order in which they come by: one of each in turn while there are any. */
function arrivals(services: readonly DemoService[]): { service: DemoService; fan: string }[] {
  const most = Math.max(...services.map(({ fans }) => fans));
  return Array.from({ length: most }, (_, i) => services.filter(({ fans }) => i < fans)).flatMap((there, i) =>
    there.map(service => ({ service, fan: `${service.dsp}-fan-${i}` })),
  );
}

/** One fan's way from the page to the pass, with a browser of their own. */
async function walkOf(
  appUrl: string,
  slug: string,
  { dsp, says }: DemoService,
  { fan, browser }: { fan: string; browser: FanBrowser },
): Promise<Walk> {
  if (says.by === 'window') return new HttpFan(appUrl, refuse, browser).preAdd(slug, await says.signIn(fan));
  const consent = (url: string) => says.consent(url, { fan, decision: 'agree' });
  return new HttpFan(appUrl, consent, browser).presave(slug, dsp);
}

const refuse = () => Promise.reject(new Error('Apple sends nobody to a page of its own'));

/** Sends the fans through the real flow; answers how many hold a pass. */
async function sendFans({ appUrl, services }: Stage, soon: DemoCampaign): Promise<number> {
  const fans = arrivals(services);
  step(`${fans.length} fans pre-save through the page, on ${services.length} services`);
  const progress = bar('pre-saved', fans.length);
  const limit = pLimit(8);
  const walks = await Promise.all(
    fans.map(({ service, fan }, i) =>
      limit(async () => {
        const walk = await walkOf(appUrl, soon.slug, service, { fan: `${soon.slug}-${fan}`, browser: demoBrowser(i) });
        progress.increment(walk.kind === 'pass' ? 1 : 0);
        return walk.kind === 'pass';
      }),
    ),
  );
  progress.stop();
  return walks.filter(Boolean).length;
}

/** Calls the cron route on its schedule, every full minute, until everything is saved or patience ends. */
async function runCron({ env, appUrl, database, services }: Stage, soon: DemoCampaign): Promise<void> {
  const fans = fansOf(services);
  step('The cron route, every full minute, until every library has it');
  const campaign = await findCampaign(soon.slug, database.db);
  if (!campaign) throw new Error('the demo campaign has gone');
  const progress = bar('in the library', fans);
  const saved = async () =>
    (await readLedger(database.db, campaign.id)).lines
      .filter(l => l.state === 'saved')
      .reduce((sum, l) => sum + l.count, 0);
  const until = Date.now() + PATIENCE_MS;
  let nextMinute = Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS;
  const calls: Promise<unknown>[] = [];
  for (let done = await saved(); done < fans && Date.now() < until; done = await saved()) {
    progress.update(done);
    if (Date.now() >= nextMinute) {
      calls.push(
        fetch(`${appUrl}/api/cron/release`, { headers: { authorization: `Bearer ${env.CRON_SECRET}` } }).then(r =>
          r.text(),
        ),
      );
      nextMinute += MINUTE_MS;
    }
    await sleep(250);
  }
  progress.update(await saved());
  progress.stop();
  await Promise.allSettled(calls);
  console.log(`\n${ledgerText(campaign, await readLedger(database.db, campaign.id), Date.now())}`);
}

/** The dashboard's side: an artist who owns these campaigns and more, with a month behind them. */
async function showArtist(
  { env, database, appUrl }: Stage,
  [soon, later, out]: readonly DemoCampaign[],
): Promise<void> {
  step('An artist with campaigns in every phase, and a month of made-up numbers');
  const read = readEnv({ ...env, APP_URL: appUrl });
  if (!soon || !later || !out || !read.ok) throw new Error('the demo cannot make its artist');
  const { presaves } = await makeDemoArtist(database, {
    given: [
      { slug: soon.slug, releaseAt: soon.releaseAt, daily: 0 },
      { slug: later.slug, releaseAt: later.releaseAt, daily: 230 },
      { slug: out.slug, releaseAt: out.releaseAt, daily: 160 },
    ],
    ring: read.env.keyRing,
    run: soon.slug.split('-').at(-1) ?? '',
    now: Date.now(),
  });
  console.log(
    `  ${presaves} pre-saves stored. Sign in at ${appUrl}/sign-in as ${DEMO_ARTIST}; the mail is in the mailbox.`,
  );
}

const fansOf = (services: readonly DemoService[]) => services.reduce((sum, { fans }) => sum + fans, 0);

/** Who has the release in a library and since when (epoch ms), over all services. */
async function librariesOf(services: readonly DemoService[], soon: DemoCampaign): Promise<Record<string, number>> {
  const libraries = await Promise.all(services.map(({ library, uri }) => library(uri(soon))));
  return Object.assign({}, ...libraries) as Record<string, number>;
}

async function main(once: boolean): Promise<number> {
  const stage = await setUp();
  const [soon, later, out] = await makeCampaigns(stage);
  const flip = watchFlip(`${stage.appUrl}/${soon.slug}`, soon.releaseAt);
  const passes = await sendFans(stage, soon);
  await runCron(stage, soon);
  const { services } = stage;
  const library = await librariesOf(services, soon);
  const fans = fansOf(services);
  await showArtist(stage, [soon, later, out]);
  const missing = shortcomings({ fans, passes, library, releaseAt: soon.releaseAt, flip: await flip });
  step(
    missing.length === 0
      ? `Done: ${fans} fans on ${services.length} services, ${fans} libraries, nothing early, the page flipped.`
      : 'What fell short:',
  );
  for (const line of missing) console.log(`  ${line}`);
  if (once) {
    await stage.database.close();
    return missing.length === 0 ? 0 : 1;
  }
  console.log('\nOpen these in a phone-sized window (390 x 844). Ctrl-C stops everything.');
  for (const [what, c] of [
    ['just out', soon],
    ['in three weeks', later],
    ['out since yesterday', out],
  ] as const)
    console.log(`  ${what.padEnd(20)} ${stage.appUrl}/${c.slug}`);
  await new Promise(() => undefined);
  return 0;
}

try {
  await endProcess(await main(process.argv.includes('--once')));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await endProcess(1);
}
