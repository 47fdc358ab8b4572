import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../domain/capability';
import { ON } from '../domain/capability-row';
import { DSPS, type Dsp } from '../domain/dsp';
import { readEnv } from '../env';
import { scriptedServer } from './fixtures';
import { savingDsps } from './registry';

// The rows of lib/domain/capability.ts against what they speak of: the settings that are asked for, the adapters' limits and answers.

const BASE = {
  APP_URL: 'https://upbeat.example',
  DATABASE_URL: 'postgres://u:p@localhost/upbeat',
  AUTH_SECRET: 'x'.repeat(40),
  CRON_SECRET: 'x'.repeat(40),
  UPBEAT_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
};

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
/** What a variable may hold; those that are not here take anything. */
const VALUES: Record<string, string> = {
  APPLE_TEAM_ID: 'ABCDE12345',
  APPLE_KEY_ID: 'KEY1234567',
  APPLE_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};

const rows = DSPS.flatMap(dsp => {
  const { needs, tiers } = CAPABILITIES[dsp];
  return needs ? [{ dsp, needs, tiers: Object.keys(tiers) }] : [];
});
const inAnyTier = rows.flatMap(({ tiers, ...row }) => tiers.map(tier => ({ ...row, tier })));

/** The environment in which a service has everything that its row says, or all but one variable of it. */
function environment({ needs, tier }: (typeof inAnyTier)[number], without?: string): Record<string, string> {
  const given = needs.variables.filter(name => name !== without).map(name => [name, VALUES[name] ?? 'given']);
  return { ...BASE, ...Object.fromEntries(given), ...(needs.tier && { [needs.tier]: tier }) };
}

const problems = (source: Record<string, string>) => {
  const read = readEnv(source);
  return read.ok ? [] : read.problems;
};

describe('what a row says a service needs', () => {
  it.each(inAnyTier)('is what the settings ask for: $dsp, $tier', row => {
    const read = readEnv(environment(row));
    const [on] = read.ok ? DSPS.filter(dsp => savingDsps(read.env, () => 0).has(dsp)) : [];
    expect([on, problems(environment(row))]).toEqual([row.dsp, []]);
    for (const name of row.needs.variables) {
      const [problem, ...more] = problems(environment(row, name));
      expect([problem?.split(' ')[0], more], 'one sentence, which names it').toEqual([name, []]);
    }
  });

  it.each(rows)('has the tiers that the settings know: $dsp', ({ needs, tiers }) => {
    if (!needs.tier) return expect(tiers).toEqual([ON]);
    const [problem = ''] = problems({ ...BASE, [needs.tier]: 'gold' });
    const known = problem.replace(/^.*must be one of /, '').replace(/\.$/, '');
    expect(known.split(', ').toSorted()).toEqual([...tiers, 'off'].toSorted());
  });

  it('has the variable that takes more units a day', () => {
    const daily = DSPS.flatMap(dsp => CAPABILITIES[dsp].quota?.daily ?? []);
    expect(daily.length).toBeGreaterThan(0);
    for (const { variable } of daily) expect(problems({ ...BASE, [variable]: 'many' }).join()).toContain(variable);
  });
});

describe('what a row says of calls', () => {
  let server: Awaited<ReturnType<typeof scriptedServer>>;
  beforeAll(async () => {
    server = await scriptedServer({
      'PUT /v1/me/library': () => ({ status: 200 }),
      'POST /v1/me/library': () => ({ status: 202 }),
      'POST /user/me/albums': () => ({ json: true }),
      'POST /userCollectionAlbums/me/relationships/items': () => ({ json: { data: [] } }),
      'POST /likes/tracks/soundcloud:tracks:1': () => ({ status: 200 }),
      'POST /videos/rate': () => ({ status: 204 }),
    });
  });
  afterAll(() => server.close());

  const URIS: Partial<Record<Dsp, string>> = {
    spotify: `spotify:album:${'1'.repeat(22)}`,
    appleMusic: 'apple:gb:album:1',
    deezer: 'deezer:album:1',
    tidal: 'tidal:album:1',
    soundcloud: 'soundcloud:tracks:1',
    youtubeMusic: 'youtube:video:a1B2c3D4e5_',
  };

  const adapters = () => {
    const client = { clientId: 'app', clientSecret: 's', apiUrl: server.url };
    const apple = { teamId: 'ABCDE12345', keyId: 'KEY1234567', privateKey: VALUES['APPLE_PRIVATE_KEY'] ?? '' };
    const auth = { authUrl: server.url };
    return savingDsps(
      {
        spotify: { ...client, tier: 'extended', accountsUrl: server.url, rate: undefined },
        appleMusic: { ...apple, apiUrl: server.url, musicKitUrl: server.url },
        deezer: { ...client, connectUrl: server.url },
        tidal: { ...client, ...auth, loginUrl: server.url },
        soundcloud: { ...client, ...auth },
        youtubeMusic: { ...client, ...auth, tier: 'verified', units: undefined, apiKey: 'k', tokenUrl: server.url },
      },
      () => Date.UTC(2026, 10, 22),
    );
  };

  it('is there for every service that has an adapter, and for no other', () => {
    const saving = DSPS.filter(dsp => CAPABILITIES[dsp].proof !== null);
    expect([...adapters().keys()]).toEqual(saving);
    expect(saving).toEqual(DSPS.filter(dsp => CAPABILITIES[dsp].quota !== null));
  });

  it.each(rows)('is what the adapter counts by, and what its answer proves: $dsp', async ({ dsp }) => {
    const adapter = adapters().get(dsp);
    const { quota, proof } = CAPABILITIES[dsp];
    expect(adapter?.rate).toEqual({ limit: quota?.limit, windowMs: quota?.windowMs });
    const saved = await adapter?.save({ token: 't', expiresAt: Infinity }, URIS[dsp] ?? '');
    expect(saved).toEqual({ kind: 'ok', proof });
    expect(adapter?.verify !== undefined, 'what is only accepted is looked for').toBe(proof === 'accepted');
  });
});
