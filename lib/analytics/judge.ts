import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../db';
import { judge, type Company } from '../domain/doubt';
import { KEPT_A_LEVEL } from '../domain/visitor-sample';

/** Looked at for good once the hour around the consent is over. */
const SETTLED_MINUTES = 65;

type Due = Company & { presave_id: string };

/**
 * Judges the pre-saves whose evidence is due, at most `limit`, and answers how many: each a few minutes after its consent, and once
 * more when the hour around it is over, because a flood is known only by what comes after. One judge at a time; a row that a worker
 * holds is left for the next look. Marks of a day that is over are judged for good, whatever their age.
 */
export async function judgePresaves(db: Db, limit: number): Promise<number> {
  return db.transaction(async tx => {
    const [free] = await tx.execute<{ ok: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('upbeat judge')) as ok`,
    );
    if (!free?.ok) return 0;
    const due = await companies(tx, limit);
    if (due.length > 0) await settle(tx, due);
    return due.length;
  });
}

/**
 * The company each due pre-save was in. A visitor is known not to have opened the page only where that would have been counted: not
 * when the browser asks not to be tracked, views were lost, or only some of the visitors' marks were kept.
 */
async function companies(tx: Tx, limit: number): Promise<Due[]> {
  return tx.execute<Due>(sql`
    with due as (
      select presave_id, campaign_id, day from presave_evidence
      where next_look_at <= now() or (next_look_at is not null and day < (now() at time zone 'UTC')::date)
      order by next_look_at limit ${limit}
    ), evidence as (
      select e.presave_id, e.campaign_id, e.day, e.at, e.network, e.visitor, case
        when exists (select from visitors v where v.campaign_id = e.campaign_id and v.mark = e.visitor) then true
        when not e.tracked or l.lost or d.day <> e.day then null
        when e.visitor & ((1::bigint << least(30, coalesce(d.kept, 0) / ${sql.raw(String(KEPT_A_LEVEL))})) - 1) <> 0 then null
        else false
      end as seen
      from presave_evidence e
      join (select distinct campaign_id, day from due) g on g.campaign_id = e.campaign_id and g.day = e.day
      left join visitor_days d on d.campaign_id = e.campaign_id
      cross join lateral (
        select exists (select from event_losses where at between e.at - interval '2 hours' and e.at + interval '1 hour') as lost
      ) l
    ), company as (
      select presave_id, seen,
        count(*) over hour as "networkHour", count(*) filter (where seen = false) over hour as "networkHourUnseen",
        count(*) over (partition by campaign_id, day, network) as "networkDay",
        count(*) over (partition by campaign_id, day, visitor) as "visitorDay",
        count(*) over slot as "slot", count(*) filter (where seen = false) over slot as "slotUnseen"
      from evidence
      window hour as (
        partition by campaign_id, day, network order by at range between '30 minutes' preceding and '30 minutes' following
      ), slot as (partition by campaign_id, day, date_bin('5 minutes', at, 'epoch'))
    )
    select presave_id, seen, "networkHour"::int, "networkHourUnseen"::int, "networkDay"::int, "visitorDay"::int, "slot"::int,
      "slotUnseen"::int
    from company join due using (presave_id)`);
}

async function settle(tx: Tx, due: readonly Due[]): Promise<void> {
  const judged = due.map(({ presave_id, ...company }) => {
    const judgement = judge(company);
    return { id: presave_id, doubt: judgement.kind === 'sound' ? 'none' : judgement.reason };
  });
  await tx.execute(sql`
    with judged as (
      select id, doubt from jsonb_to_recordset(${JSON.stringify(judged)}::text::jsonb) as j(id uuid, doubt text)
    ), held as (
      select p.id from presaves p where p.id in (select id from judged) order by p.id for no key update of p skip locked
    ), written as (
      update presaves p set doubt = j.doubt from judged j join held h on h.id = j.id
      where p.id = j.id and p.state <> 'withdrawn' and p.doubt is distinct from j.doubt
    )
    update presave_evidence e set next_look_at = case
      when e.day = (now() at time zone 'UTC')::date and now() < e.at + make_interval(mins => ${SETTLED_MINUTES})
      then date_trunc('minute', e.at, 'UTC') + make_interval(mins => ${SETTLED_MINUTES + 1})
    end
    from held h where e.presave_id = h.id`);
}
