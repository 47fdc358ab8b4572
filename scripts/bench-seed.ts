import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import type { SealingKey } from '../lib/env';
import { seal } from '../lib/vault/seal';

/** What a fan is held with; `access` when the permission was refreshed ahead. Instants are epoch ms. */
export type SeedFan = { key: string; refreshToken: string; access?: { token: string; expiresAt: number } | undefined };

export type Seed = {
  campaignId: string;
  territory: string;
  fans: readonly SeedFan[];
  /** as if fetched ahead: nothing is left for the release but the save */ readiness?: number;
};

const CHUNK = 5_000;
const HALF_A_YEAR_MS = 180 * 86_400_000;

/**
 * Puts many pre-saves into the database as if each had gone through consent: row, sealed grant, first ledger line. In bulk,
 * because a hundred thousand consents one by one would take longer than what is measured.
 */
export async function seedPresaves(client: postgres.Sql, ring: readonly SealingKey[], seed: Seed): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < seed.fans.length; from += CHUNK)
    ids.push(...(await seedChunk(client, ring, { ...seed, fans: seed.fans.slice(from, from + CHUNK) })));
  return ids;
}

async function seedChunk(client: postgres.Sql, ring: readonly SealingKey[], seed: Seed): Promise<string[]> {
  const now = Date.now();
  const rows = seed.fans.map(({ key, refreshToken, access }) => {
    const id = randomUUID();
    const place = { table: 'grants', id, dsp: 'spotify' } as const;
    return {
      id,
      key,
      sealed: seal(ring, place, refreshToken).toString('hex'),
      access: access ? seal(ring, { ...place, part: 'access' }, access.token).toString('hex') : null,
      ends: access ? access.expiresAt / 1000 : null,
    };
  });
  const json = JSON.stringify(rows);
  await client.begin(async sql => {
    await sql`create temporary table seed on commit drop as
      select * from jsonb_to_recordset(${json}::text::jsonb) as r(id uuid, key text, sealed text, access text, ends float8)`;
    await sql`insert into presaves (id, campaign_id, dsp, account_key, territory, zone, state, reason, readiness)
      select id, ${seed.campaignId}, 'spotify', key, ${seed.territory}, 'Europe/London', 'held', 'consented', ${seed.readiness ?? 0} from seed`;
    await sql`insert into grants (presave_id, dsp, sealed, sealed_access, access_expires_at, authorized_at, hard_expiry)
      select id, 'spotify', decode(sealed, 'hex'), decode(access, 'hex'), to_timestamp(ends),
        to_timestamp(${now / 1000}), to_timestamp(${(now + HALF_A_YEAR_MS) / 1000}) from seed`;
    await sql`insert into ledger (presave_id, campaign_id, from_state, to_state, reason, actor)
      select id, ${seed.campaignId}, 'new', 'held', 'consented', 'fan' from seed`;
  });
  return rows.map(row => row.id);
}
