import { randomBytes } from 'node:crypto';
import type { Db } from '../db';
import type { PlaceLimits } from '../domain/deployment';
import type { Dsp } from '../domain/dsp';
import { acceptConsent, type Accepted } from '../presaves/accept';
import type { TestDatabase } from './database';
import { testRing } from './worker';

/** A service on which places are tried, and how many it has. */
export type Limited = { dsp: Dsp; limits: PlaceLimits };

/** A fan who comes back from the service. `who` names the account; `now` is epoch ms. */
export function consentTo(
  db: Db,
  campaignId: string,
  who: string,
  { dsp, limits, territory = 'DE', now = Date.now() }: Limited & { territory?: string; now?: number },
): Promise<Accepted> {
  return acceptConsent(db, testRing, {
    campaignId,
    dsp,
    nonce: randomBytes(8).toString('hex'),
    intentExpiresAt: now + 900_000,
    accountKey: `key of ${who}`,
    territory,
    zone: null,
    channel: null,
    refreshToken: `token of ${who}`,
    authorizedAt: now,
    hardExpiry: now + 180 * 86_400_000,
    limits,
  });
}

/** The slugs of the pages that are told to be forgotten while `act` runs. What is told elsewhere later is not waited for. */
export async function pagesTold({ sql }: TestDatabase, act: () => Promise<unknown>): Promise<string[]> {
  const told: string[] = [];
  let end = () => {};
  const ended = new Promise<void>(resolve => (end = resolve));
  const listening = await sql.listen('page_tags', message => {
    const tags = JSON.parse(message) as string[];
    if (tags.includes('done')) end();
    told.push(...tags.filter(tag => tag.startsWith('campaign:')).map(tag => tag.slice('campaign:'.length)));
  });
  await act();
  // told in the order of the commits
  await sql`select pg_notify('page_tags', ${JSON.stringify(['done'])})`;
  await ended;
  await listening.unlisten();
  return [...new Set(told)].toSorted();
}
