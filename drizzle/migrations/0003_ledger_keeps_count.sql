CREATE TABLE "presave_count_deltas" (
	"campaign_id" uuid NOT NULL,
	"dsp" text NOT NULL,
	"territory" text NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"n" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "presave_counts" (
	"campaign_id" uuid NOT NULL,
	"dsp" text NOT NULL,
	"territory" text NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "presave_counts_campaign_id_dsp_territory_state_reason_pk" PRIMARY KEY("campaign_id","dsp","territory","state","reason")
);
--> statement-breakpoint
CREATE TABLE "step_count_deltas" (
	"campaign_id" uuid NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"reason" text NOT NULL,
	"n" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "step_counts" (
	"campaign_id" uuid NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"reason" text NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "step_counts_campaign_id_from_state_to_state_reason_pk" PRIMARY KEY("campaign_id","from_state","to_state","reason")
);
--> statement-breakpoint
-- What a statement changed, summed up: a claim or a settling of 50 rows appends one line or a few, and one that touches nothing
-- that is counted (a longer lease, another turn) appends none. Only appended, so that no writer waits for another.
create function count_presaves() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into presave_count_deltas (campaign_id, dsp, territory, state, reason, n)
    select campaign_id, dsp, territory, state, reason, count(*) from new_rows group by 1, 2, 3, 4, 5;
  elsif tg_op = 'DELETE' then
    insert into presave_count_deltas (campaign_id, dsp, territory, state, reason, n)
    select campaign_id, dsp, territory, state, reason, -count(*) from old_rows
    -- a cascade comes by here when its campaign, and with it these counts, is gone already
    where exists (select from campaigns where id = campaign_id) group by 1, 2, 3, 4, 5;
  else
    insert into presave_count_deltas (campaign_id, dsp, territory, state, reason, n)
    select campaign_id, dsp, territory, state, reason, sum(sign) from (
      select campaign_id, dsp, territory, state, reason, -1 as sign from old_rows
      union all
      select campaign_id, dsp, territory, state, reason, 1 from new_rows
    ) changed group by 1, 2, 3, 4, 5 having sum(sign) <> 0;
  end if;
  return null;
end $$;
--> statement-breakpoint
create function count_steps() returns trigger language plpgsql as $$
begin
  insert into step_count_deltas (campaign_id, from_state, to_state, reason, n)
  select campaign_id, from_state, to_state, reason, count(*) from new_rows group by 1, 2, 3, 4;
  return null;
end $$;
--> statement-breakpoint
create function uncount_campaign() returns trigger language plpgsql as $$
begin
  delete from presave_counts where campaign_id = old.id;
  delete from presave_count_deltas where campaign_id = old.id;
  delete from step_counts where campaign_id = old.id;
  delete from step_count_deltas where campaign_id = old.id;
  return null;
end $$;
--> statement-breakpoint
create function uncount_all() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'presaves' then
    truncate presave_counts, presave_count_deltas;
  else
    truncate step_counts, step_count_deltas;
  end if;
  return null;
end $$;
--> statement-breakpoint
-- From here to the commit nobody writes to the two tables: what is counted below is all there is.
create trigger count_presaves_in after insert on presaves
  referencing new table as new_rows for each statement execute function count_presaves();
--> statement-breakpoint
create trigger count_presaves_on after update on presaves
  referencing old table as old_rows new table as new_rows for each statement execute function count_presaves();
--> statement-breakpoint
create trigger count_presaves_out after delete on presaves
  referencing old table as old_rows for each statement execute function count_presaves();
--> statement-breakpoint
create trigger count_steps_in after insert on ledger
  referencing new table as new_rows for each statement execute function count_steps();
--> statement-breakpoint
create trigger uncount_presaves after truncate on presaves for each statement execute function uncount_all();
--> statement-breakpoint
create trigger uncount_steps after truncate on ledger for each statement execute function uncount_all();
--> statement-breakpoint
create trigger uncount_campaign after delete on campaigns for each row execute function uncount_campaign();
--> statement-breakpoint
insert into presave_counts (campaign_id, dsp, territory, state, reason, n)
select campaign_id, dsp, territory, state, reason, count(*) from presaves group by 1, 2, 3, 4, 5;
--> statement-breakpoint
insert into step_counts (campaign_id, from_state, to_state, reason, n)
select campaign_id, from_state, to_state, reason, count(*) from ledger group by 1, 2, 3, 4;
--> statement-breakpoint
-- Totals and what came since, together: true at every moment, folded or not.
create view presave_tally as
  select campaign_id, dsp, territory, state, reason, sum(n)::bigint as n from (
    select campaign_id, dsp, territory, state, reason, n from presave_counts
    union all
    select campaign_id, dsp, territory, state, reason, n from presave_count_deltas
  ) counted group by 1, 2, 3, 4, 5 having sum(n) <> 0;
--> statement-breakpoint
create view step_tally as
  select campaign_id, from_state, to_state, reason, sum(n)::bigint as n from (
    select campaign_id, from_state, to_state, reason, n from step_counts
    union all
    select campaign_id, from_state, to_state, reason, n from step_count_deltas
  ) counted group by 1, 2, 3, 4 having sum(n) <> 0;
--> statement-breakpoint
-- Moves the deltas into the totals and answers how many there were. One at a time: a second call finds the lock taken and leaves
-- it at that. Writers are not kept waiting; what they append meanwhile is the next fold's.
create function fold_counts() returns bigint language plpgsql as $$
declare
  presave_deltas bigint;
  step_deltas bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('upbeat fold_counts')) then
    return 0;
  end if;
  with taken as (
    delete from presave_count_deltas returning campaign_id, dsp, territory, state, reason, n
  ), folded as (
    insert into presave_counts as t (campaign_id, dsp, territory, state, reason, n)
    select campaign_id, dsp, territory, state, reason, sum(n) from taken group by 1, 2, 3, 4, 5 having sum(n) <> 0
    on conflict (campaign_id, dsp, territory, state, reason) do update set n = t.n + excluded.n
  )
  select count(*) into presave_deltas from taken;
  with taken as (
    delete from step_count_deltas returning campaign_id, from_state, to_state, reason, n
  ), folded as (
    insert into step_counts as t (campaign_id, from_state, to_state, reason, n)
    select campaign_id, from_state, to_state, reason, sum(n) from taken group by 1, 2, 3, 4 having sum(n) <> 0
    on conflict (campaign_id, from_state, to_state, reason) do update set n = t.n + excluded.n
  )
  select count(*) into step_deltas from taken;
  return presave_deltas + step_deltas;
end $$;
