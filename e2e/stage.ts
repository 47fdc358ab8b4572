import { readFile } from 'node:fs/promises';
import { test as base, expect } from '@playwright/test';
import { createCampaign } from '../lib/campaigns/create';
import { readCampaign } from '../lib/campaigns/schema';
import { isoInstant } from '../lib/clock';
import { openDatabase, type OpenDatabase } from '../lib/db';
import { sandboxClient } from './sandbox/client';

/** What the global setup has started. */
function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the browser tests with npm test`);
  return value;
}

export type CampaignWish = {
  /** seconds from now until it is out; negative is in the past */
  outIn?: number;
  /** instead of `outIn`: local midnight of this date */
  date?: string;
  artist?: string;
  title?: string;
  kind?: 'single' | 'ep' | 'album';
  /** null: no artwork */
  cover?: string | null;
  services?: Record<string, Record<string, string>>;
  draft?: boolean;
  /** the id of the workspace it belongs to */
  workspace?: string;
};

export type MadeCampaign = { slug: string; url: string; albumId: string; uri: string; releaseAt: number };

const FORTNIGHT_S = 14 * 86_400;

let count = 0;

/** Letters and digits no other test uses. */
export function unique(): string {
  count += 1;
  return `${process.pid.toString(36)}${Date.now().toString(36)}${count}`;
}

export class Stage {
  readonly secondAppUrl = setting('E2E_APP_URL_2');
  /** of an operator who begins today */
  readonly smallAppUrl = setting('E2E_SMALL_APP_URL');
  readonly sandbox = sandboxClient(setting('E2E_SANDBOX_URL'));
  private opened: OpenDatabase | undefined;

  /** Another instance and its own database can be named. */
  constructor(
    readonly appUrl: string = setting('E2E_APP_URL'),
    private readonly databaseUrl: string = setting('E2E_DATABASE_URL'),
  ) {}

  get database(): OpenDatabase {
    return (this.opened ??= openDatabase(this.databaseUrl, { max: 4 }));
  }

  /** Stores a campaign and lets the sandbox's catalogue have its release at the same moment. */
  async campaign(wish: CampaignWish = {}): Promise<MadeCampaign> {
    const slug = `e2e-${unique()}`;
    const albumId = slug.replace(/\W/g, '').padStart(22, '0').slice(-22);
    const releaseAt = wish.date
      ? Date.parse(`${wish.date}T00:00:00Z`)
      : Date.now() + (wish.outIn ?? FORTNIGHT_S) * 1000;
    const { artist = 'Mira Solenne', title = 'Glass Harbour', kind = 'album', cover = 'midnight.jpg' } = wish;
    const read = readCampaign({
      slug,
      artist,
      title,
      kind,
      release: wish.date ? { mode: 'local-midnight', date: wish.date } : { mode: 'instant', at: isoInstant(releaseAt) },
      services: wish.services ?? {
        spotify: { uri: `spotify:album:${albumId}` },
        appleMusic: { url: 'https://music.apple.com/gb/album/glass-harbour/1771234567' },
        deezer: {},
      },
    });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const artwork = cover && (await readFile(new URL(`artwork/${cover}`, import.meta.url)));
    const created = await createCampaign(this.database.db, read.campaign, artwork || null, {
      draft: wish.draft ?? false,
    });
    if (created.kind === 'refused') throw new Error(JSON.stringify(created.problems));
    // Drawing the share pictures takes seconds: the moment is counted from when the campaign is there.
    const moment = wish.date ? releaseAt : Date.now() + (wish.outIn ?? FORTNIGHT_S) * 1000;
    if (!wish.date) {
      await this.database
        .client`update campaigns set release_at = to_timestamp(${moment}::float8 / 1000) where slug = ${slug}`;
    }
    if (wish.workspace)
      await this.database.client`update campaigns set workspace_id = ${wish.workspace} where slug = ${slug}`;
    await this.sandbox.createRelease({ id: albumId, type: 'album', name: title, artist, availableAt: moment });
    return { slug, url: `${this.appUrl}/${slug}`, albumId, uri: `spotify:album:${albumId}`, releaseAt: moment };
  }

  /** One call of the cron route. */
  async cron(secret = setting('E2E_CRON_SECRET')): Promise<Response> {
    return fetch(`${this.appUrl}/api/cron/release`, { headers: { authorization: `Bearer ${secret}` } });
  }

  async close(): Promise<void> {
    await this.opened?.close();
  }
}

export const test = base.extend<object, { stage: Stage }>({
  stage: [
    async ({ browserName: _browserName }, use) => {
      const stage = new Stage();
      await use(stage);
      await stage.close();
    },
    { scope: 'worker' },
  ],
});

export { expect };
