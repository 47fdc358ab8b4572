import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db } from '../db';
import type { Salt } from './marks';

/** Looked at again so often: an instance whose clock is wrong goes on with yesterday's salt for no longer. */
const GOOD_FOR_MS = 60_000;

type Held = { salt: Salt; until: number };
const holder = globalThis as typeof globalThis & { upbeatSalt?: Promise<Held> | undefined };

/**
 * The day's salt, the same for all instances, by the database's day (UTC). `now` is any clock in ms. Throws when the database is away
 * and the salt is not known. What this process remembers of it is forgotten within a minute of its day's end.
 */
export async function saltOfToday(db: Db, now: number): Promise<Salt> {
  const held = await holder.upbeatSalt?.catch(() => null);
  if (held && now < held.until && held.until - now <= GOOD_FOR_MS) return held.salt;
  const asked = ask(db, now);
  holder.upbeatSalt = asked;
  const forget = () => {
    if (holder.upbeatSalt === asked) holder.upbeatSalt = undefined;
  };
  setTimeout(forget, GOOD_FOR_MS).unref();
  return (await asked).salt;
}

async function ask(db: Db, now: number): Promise<Held> {
  const { left, ...salt } = await turnSalt(db);
  return { salt, until: now + Math.min(GOOD_FOR_MS, left) };
}

/**
 * The day's salt as the database has it. On a new day the first who asks replaces the old one, which then is nowhere any more.
 * `left`: ms until the day is over.
 */
export async function turnSalt(db: Db): Promise<Salt & { left: number }> {
  await db.execute(sql`
    insert into visitor_salt as s (day, salt)
    select (now() at time zone 'UTC')::date, decode(${randomBytes(32).toString('hex')}, 'hex')
    where not exists (select from visitor_salt where day = (now() at time zone 'UTC')::date)
    on conflict (one) do update set day = excluded.day, salt = excluded.salt where s.day <> excluded.day`);
  const [row] = await db.execute<{ day: string; hex: string; left: number }>(sql`
    select day::text, encode(salt, 'hex') as hex,
      (extract(epoch from date_trunc('day', now(), 'UTC') + interval '1 day' - now()) * 1000)::float8 as left
    from visitor_salt where day = (now() at time zone 'UTC')::date`);
  // The day has turned between the two.
  if (!row) return turnSalt(db);
  return { day: row.day, salt: Buffer.from(row.hex, 'hex'), left: row.left };
}
