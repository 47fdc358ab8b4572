import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { campaigns, campaignServices } from '../../drizzle/schema/campaigns';
import type { Db } from '../db';
import { NO_LIMITS } from '../domain/deployment';
import type { Theme } from '../domain/theme';
import { acceptConsent, type Accepted } from '../presaves/accept';
import { testRing } from './worker';

const palette = {
  paper: '#ffffff',
  raised: '#ffffff',
  line: '#000000',
  text: '#000000',
  muted: '#000000',
  accent: '#000000',
  onAccent: '#ffffff',
};
const theme: Theme = { light: palette, dark: palette, placeholder: '#ffffff' };

type Change = Partial<typeof campaigns.$inferInsert>;

/** A published campaign on Spotify, out `secondsAgo` by the database's clock unless `change` says otherwise. */
export async function makeCampaign(
  db: Db,
  secondsAgo: number,
  change: Change = {},
): Promise<{ id: string; slug: string }> {
  const slug = `c-${randomBytes(5).toString('hex')}`;
  const [row] = await db
    .insert(campaigns)
    .values({
      slug,
      artist: 'Artist',
      title: 'Title',
      kind: 'album',
      releaseMode: 'instant',
      releaseAt: sql`now() - make_interval(secs => ${secondsAgo})` as never,
      theme,
      publishedAt: sql`now() - interval '1 day'` as never,
      ...change,
    })
    .returning({ id: campaigns.id });
  if (!row) throw new Error('no campaign was made');
  await db
    .insert(campaignServices)
    .values({ campaignId: row.id, dsp: 'spotify', uri: 'spotify:album:x', url: 'https://open.spotify.com/album/x' });
  return { id: row.id, slug: change.slug ?? slug };
}

/** A fan who consents now. `fan` names the account and the refresh token. */
export async function consent(
  db: Db,
  campaignId: string,
  fan: string,
  change: { territory?: string; nonce?: string } = {},
): Promise<Accepted> {
  const now = performance.timeOrigin + performance.now();
  return acceptConsent(db, testRing, {
    campaignId,
    dsp: 'spotify',
    nonce: change.nonce ?? randomBytes(8).toString('hex'),
    intentExpiresAt: now + 900_000,
    accountKey: `key of ${fan}`,
    territory: change.territory ?? 'DE',
    zone: 'Europe/Berlin',
    channel: null,
    refreshToken: `token of ${fan}`,
    authorizedAt: now,
    hardExpiry: now + 180 * 86_400_000,
    limits: NO_LIMITS,
  });
}

/** Many fans at once. */
export async function consents(db: Db, campaignId: string, count: number, prefix = 'fan'): Promise<void> {
  for (let i = 0; i < count; i++) await consent(db, campaignId, `${prefix}${i}`);
}
