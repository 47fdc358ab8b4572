import { randomBytes } from 'node:crypto';
import { NO_LIMITS } from '../lib/domain/deployment';
import { acceptConsent } from '../lib/presaves/accept';
import { workerContext } from '../lib/release-day/context';
import { drain } from '../lib/release-day/drain';
import pLimit from 'p-limit';
import type { Figure } from './bench';
import type { BenchStage } from './bench-stage';

/** Pre-saves due at once, saved by one drain against a sandbox that answers at once. */
export async function benchDrain(stage: BenchStage, rows: number): Promise<Figure[]> {
  console.log(`a drain over ${rows} pre-saves ...`);
  const campaign = await stage.campaign(Date.now() - 5_000);
  const limit = pLimit(16);
  const now = Date.now();
  const fans = await stage.sandbox.createFans({ count: rows, prefix: `${campaign.slug}-`, country: 'GB' });
  const tokens = await stage.sandbox.issueGrants({
    fans,
    client: stage.env.spotify?.clientId ?? '',
    scopes: ['user-library-modify'],
  });
  await Promise.all(
    Object.entries(tokens).map(([fan, refreshToken]) =>
      limit(async () => {
        await acceptConsent(stage.database.db, stage.env.keyRing, {
          campaignId: campaign.id,
          dsp: 'spotify',
          nonce: randomBytes(12).toString('hex'),
          intentExpiresAt: now + 900_000,
          accountKey: fan,
          territory: 'GB',
          zone: 'Europe/London',
          channel: null,
          refreshToken,
          authorizedAt: now,
          hardExpiry: now + 180 * 86_400_000,
          limits: NO_LIMITS,
        });
      }),
    ),
  );
  const began = performance.now();
  const done = await drain(await workerContext(stage.database, stage.env), {
    budgetMs: 300_000,
  });
  const seconds = (performance.now() - began) / 1000;
  const library = Object.keys(await stage.sandbox.library(campaign.uri)).length;
  return [
    {
      what: 'drain: pre-saves saved per second, two calls each',
      value: (done.saved / seconds).toFixed(0),
      bar: '(this machine)',
      held: true,
    },
    {
      what: `drain: libraries that hold it, of ${rows}`,
      value: String(library),
      bar: String(rows),
      held: library === rows,
    },
  ];
}
