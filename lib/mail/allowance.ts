import { createHmac, hkdfSync } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { database, type Db } from '../db';
import { MAIL_COUNT_DAYS } from '../domain/retention';
import { env } from '../env';

/** May be sent, or may be after so many minutes. */
export type Allowance = { kind: 'allowed' } | { kind: 'too_many'; minutes: number };

/** So many mails within so many minutes. */
type Limit = { mails: number; minutes: number };

/** To one address: enough to ask again when a mail is late, too few to fill somebody's mailbox. */
const TO_ADDRESS: readonly Limit[] = [
  { mails: 5, minutes: 15 },
  { mails: 20, minutes: 24 * 60 },
];

/** On the wish of one browser's network or of one workspace: a label's whole office may stand behind one address. */
const BY_ASKER: readonly Limit[] = [
  { mails: 60, minutes: 15 },
  { mails: 400, minutes: 24 * 60 },
];

/** A keyed hash: the table tells how often, never who. */
function keyOf(kind: 'to' | 'by', text: string): string {
  const key = Buffer.from(hkdfSync('sha256', env().authSecret, '', 'upbeat mail allowance', 32));
  return createHmac('sha256', key).update(`${kind}\n${text}`).digest('hex');
}

/**
 * Takes one mail to `address` out of what it, and who asks for it, have left; by the database's clock. Whether the address belongs
 * to anybody makes no difference.
 */
export async function takeAllowance(
  { address, asker }: { address: string; asker: string },
  db: Db = database().db,
): Promise<Allowance> {
  const wishes = [
    { key: keyOf('to', address), limits: TO_ADDRESS },
    { key: keyOf('by', asker), limits: BY_ASKER },
  ].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return db.transaction(async tx => {
    let minutes = 0;
    // one after the other and always in the same order, so that two at once neither pass together nor wait for each other in turn
    for (const { key, limits } of wishes) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 11))`);
      for (const limit of limits) minutes = Math.max(minutes, await minutesLeft(tx, key, limit));
    }
    if (minutes > 0) return { kind: 'too_many', minutes };
    await tx.execute(sql`delete from mail_sends where at < now() - make_interval(days => ${MAIL_COUNT_DAYS})`);
    await tx.execute(
      sql`insert into mail_sends (key) select unnest(array[${sql.join(
        wishes.map(({ key }) => sql`${key}`),
        sql`, `,
      )}]::text[])`,
    );
    return { kind: 'allowed' };
  });
}

/** In how many minutes a limit lets the next one through; 0: now. */
async function minutesLeft(tx: Pick<Db, 'execute'>, key: string, { mails, minutes }: Limit): Promise<number> {
  const [row] = await tx.execute<{ minutes: number | null }>(sql`
    select greatest(1, ceil(extract(epoch from at + make_interval(mins => ${minutes}) - clock_timestamp()) / 60))::float8 as minutes
    from mail_sends where key = ${key} and at > clock_timestamp() - make_interval(mins => ${minutes})
    order by at desc offset ${mails - 1} limit 1`);
  return row?.minutes ?? 0;
}
