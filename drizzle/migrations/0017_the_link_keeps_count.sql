-- A channel as it is counted; lib/domain/audience.ts does the same for addresses.
create function channel_code(channel text) returns text language sql immutable parallel safe as $$
  select case when lower(btrim(channel)) ~ '^[a-z0-9_ .-]{1,40}$' then lower(btrim(channel)) else '' end
$$;
--> statement-breakpoint
-- Gives channels a place among a campaign's, as long as there are fewer than `most`, and answers those of them that have one.
-- A place is a row of zeros. Full is full: a flood of made-up channels takes no lock any more.
create function place_channels(campaign uuid, codes text[], most int) returns setof text language plpgsql as $$
begin
  if exists (
    select from unnest(codes) code where not exists (
      select from audience_counts where campaign_id = campaign and dimension = 'channel' and value = code)
  ) and (select count(*) from audience_counts where campaign_id = campaign and dimension = 'channel') < most then
    perform pg_advisory_xact_lock(hashtextextended(campaign::text, 11));
    insert into audience_counts (campaign_id, dimension, value)
    select campaign, 'channel', code from (
      select distinct code from unnest(codes) code where not exists (
        select from audience_counts where campaign_id = campaign and dimension = 'channel' and value = code)
    ) fresh order by code
    limit greatest(0, most - (select count(*) from audience_counts where campaign_id = campaign and dimension = 'channel'))
    on conflict do nothing;
  end if;
  return query select value from audience_counts
    where campaign_id = campaign and dimension = 'channel' and value = any(codes);
end $$;
--> statement-breakpoint
-- Every pre-save that is not withdrawn is one arrival, in the minute of its consent. Only appended, so that no fan waits for another.
create function count_arrivals() returns trigger language plpgsql as $$
begin
  insert into arrival_count_deltas (campaign_id, at, dsp, territory, channel, doubt, n)
  select campaign_id, date_trunc('minute', created_at, 'UTC'), dsp, territory, channel_code(coalesce(channel, '')),
    coalesce(nullif(doubt, 'none'), ''), case when tg_op = 'DELETE' then -count(*) else count(*) end
  from changed_rows where state <> 'withdrawn' and (
    -- a cascade comes by here when its campaign, and with it these counts, is gone already
    tg_op = 'INSERT' or exists (select from campaigns where id = campaign_id)
  ) group by 1, 2, 3, 4, 5, 6;
  return null;
end $$;
--> statement-breakpoint
create function recount_arrival() returns trigger language plpgsql as $$
begin
  if old.state <> 'withdrawn' then
    insert into arrival_count_deltas (campaign_id, at, dsp, territory, channel, doubt, n)
    values (old.campaign_id, date_trunc('minute', old.created_at, 'UTC'), old.dsp, old.territory,
      channel_code(coalesce(old.channel, '')), coalesce(nullif(old.doubt, 'none'), ''), -1);
  end if;
  if new.state <> 'withdrawn' then
    insert into arrival_count_deltas (campaign_id, at, dsp, territory, channel, doubt, n)
    values (new.campaign_id, date_trunc('minute', new.created_at, 'UTC'), new.dsp, new.territory,
      channel_code(coalesce(new.channel, '')), coalesce(nullif(new.doubt, 'none'), ''), 1);
  else
    delete from presave_evidence where presave_id = new.id;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger count_arrivals_in after insert on presaves
  referencing new table as changed_rows for each statement execute function count_arrivals();
--> statement-breakpoint
create trigger count_arrivals_out after delete on presaves
  referencing old table as changed_rows for each statement execute function count_arrivals();
--> statement-breakpoint
-- For each row and with a condition: the release day's millions of steps change none of these, and cost nothing here.
create trigger recount_arrivals after update on presaves for each row when (
  (old.state = 'withdrawn') is distinct from (new.state = 'withdrawn') or old.territory is distinct from new.territory
  or old.channel is distinct from new.channel or old.doubt is distinct from new.doubt
) execute function recount_arrival();
--> statement-breakpoint
create function unarrive_all() returns trigger language plpgsql as $$
begin
  truncate arrival_count_deltas;
  update audience_counts set presaves = 0, doubtful = 0;
  update audience_day_counts set presaves = 0, doubtful = 0;
  update audience_quarter_counts set presaves = 0, doubtful = 0;
  update audience_minute_counts set presaves = 0, doubtful = 0;
  return null;
end $$;
--> statement-breakpoint
create trigger unarrive_all after truncate on presaves for each statement execute function unarrive_all();
--> statement-breakpoint
create function uncount_audience() returns trigger language plpgsql as $$
begin
  delete from audience_counts where campaign_id = old.id;
  delete from audience_day_counts where campaign_id = old.id;
  delete from audience_quarter_counts where campaign_id = old.id;
  delete from audience_minute_counts where campaign_id = old.id;
  delete from arrival_count_deltas where campaign_id = old.id;
  delete from visitors where campaign_id = old.id;
  delete from visitor_days where campaign_id = old.id;
  return null;
end $$;
--> statement-breakpoint
create trigger uncount_audience after delete on campaigns for each row execute function uncount_audience();
--> statement-breakpoint
-- What was there before: every pre-save as an arrival, every reminder under its day.
insert into arrival_count_deltas (campaign_id, at, dsp, territory, channel, doubt, n)
select campaign_id, date_trunc('minute', created_at, 'UTC'), dsp, territory, channel_code(coalesce(channel, '')), '', count(*)
from presaves where state <> 'withdrawn' group by 1, 2, 3, 4, 5;
--> statement-breakpoint
insert into audience_counts (campaign_id, dimension, value, reminders)
select campaign_id, 'all', '', sum(n) from reminders group by 1;
--> statement-breakpoint
insert into audience_day_counts (campaign_id, dimension, value, day, reminders)
select campaign_id, 'all', '', day, n from reminders;
--> statement-breakpoint
insert into audience_quarter_counts (campaign_id, at, reminders)
select campaign_id, day::timestamp at time zone 'UTC' + interval '12 hours', n from reminders;
--> statement-breakpoint
create view audience_tally as
  select campaign_id, dimension, value, sum(views)::bigint as views, sum(visitors)::bigint as visitors, sum(taps)::bigint as taps,
    sum(reminders)::bigint as reminders, sum(presaves)::bigint as presaves, sum(doubtful)::bigint as doubtful
  from (
    select campaign_id, dimension, value, views, visitors, taps, reminders, presaves, doubtful from audience_counts
    union all
    select d.campaign_id, s.dimension, s.value, 0, 0, 0, 0, d.n, case when d.doubt = '' then 0 else d.n end
    from arrival_count_deltas d cross join lateral (
      values ('all', ''), ('channel', d.channel), ('country', d.territory), ('dsp', d.dsp), ('doubt', nullif(d.doubt, ''))
    ) s(dimension, value) where s.value is not null
  ) counted group by 1, 2, 3;
--> statement-breakpoint
create view audience_day_tally as
  select campaign_id, dimension, day, value, sum(views)::bigint as views, sum(visitors)::bigint as visitors,
    sum(taps)::bigint as taps, sum(reminders)::bigint as reminders, sum(presaves)::bigint as presaves,
    sum(doubtful)::bigint as doubtful
  from (
    select campaign_id, dimension, day, value, views, visitors, taps, reminders, presaves, doubtful from audience_day_counts
    union all
    select d.campaign_id, s.dimension, (d.at at time zone 'UTC')::date, s.value, 0, 0, 0, 0, d.n,
      case when d.doubt = '' then 0 else d.n end
    from arrival_count_deltas d cross join lateral (
      values ('all', ''), ('channel', d.channel), ('country', d.territory), ('dsp', d.dsp), ('doubt', nullif(d.doubt, ''))
    ) s(dimension, value) where s.value is not null
  ) counted group by 1, 2, 3, 4;
--> statement-breakpoint
create view audience_quarter_tally as
  select campaign_id, at, views, visitors, taps, reminders, presaves, doubtful from audience_quarter_counts
  union all
  select campaign_id, date_bin('15 minutes', at, 'epoch'), 0, 0, 0, 0, n, case when doubt = '' then 0 else n end
  from arrival_count_deltas;
--> statement-breakpoint
create view audience_minute_tally as
  select campaign_id, at, views, visitors, taps, reminders, presaves, doubtful from audience_minute_counts
  union all
  select campaign_id, at, 0, 0, 0, 0, n, case when doubt = '' then 0 else n end from arrival_count_deltas;
--> statement-breakpoint
-- Moves the deltas into the sums and answers how many there were. One at a time; writers are not kept waiting. A channel that came
-- between the two statements waits for the next fold, so that what is taken away later is taken from where it was put.
create function fold_arrivals(most_channels int) returns bigint language plpgsql as $$
declare
  folded bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('upbeat fold_arrivals')) then
    return 0;
  end if;
  perform place_channels(campaign_id, codes, most_channels) from (
    select campaign_id, array_agg(distinct channel) as codes from arrival_count_deltas where channel <> ''
    group by 1 order by 1
  ) named;
  with places as (
    select campaign_id, count(*) >= most_channels as full from audience_counts where dimension = 'channel'
      and campaign_id in (select campaign_id from arrival_count_deltas) group by 1
  ), taken as (
    delete from arrival_count_deltas d where d.channel = ''
      or exists (select from audience_counts where campaign_id = d.campaign_id and dimension = 'channel' and value = d.channel)
      or exists (select from places where campaign_id = d.campaign_id and "full")
    returning d.campaign_id, d.at, d.dsp, d.territory, d.doubt, d.n, case
      when d.channel = '' or exists (
        select from audience_counts where campaign_id = d.campaign_id and dimension = 'channel' and value = d.channel)
      then d.channel else '*' end as channel
  ), lines as (
    select t.campaign_id, t.at, s.dimension, s.value, t.n, case when t.doubt = '' then 0 else t.n end as doubtful
    from taken t cross join lateral (
      values ('all', ''), ('channel', t.channel), ('country', t.territory), ('dsp', t.dsp), ('doubt', nullif(t.doubt, ''))
    ) s(dimension, value) where s.value is not null
  ), totals as (
    insert into audience_counts as t (campaign_id, dimension, value, presaves, doubtful)
    select campaign_id, dimension, value, sum(n), sum(doubtful) from lines group by 1, 2, 3
    having sum(n) <> 0 or sum(doubtful) <> 0 order by 1, 2, 3
    on conflict (campaign_id, dimension, value)
      do update set presaves = t.presaves + excluded.presaves, doubtful = t.doubtful + excluded.doubtful
  ), days as (
    insert into audience_day_counts as t (campaign_id, dimension, day, value, presaves, doubtful)
    select campaign_id, dimension, (at at time zone 'UTC')::date, value, sum(n), sum(doubtful) from lines group by 1, 2, 3, 4
    having sum(n) <> 0 or sum(doubtful) <> 0 order by 1, 2, 3, 4
    on conflict (campaign_id, dimension, day, value)
      do update set presaves = t.presaves + excluded.presaves, doubtful = t.doubtful + excluded.doubtful
  ), quarters as (
    insert into audience_quarter_counts as t (campaign_id, at, presaves, doubtful)
    select campaign_id, date_bin('15 minutes', at, 'epoch'), sum(n), sum(doubtful) from lines where dimension = 'all' group by 1, 2
    having sum(n) <> 0 or sum(doubtful) <> 0 order by 1, 2
    on conflict (campaign_id, at)
      do update set presaves = t.presaves + excluded.presaves, doubtful = t.doubtful + excluded.doubtful
  ), minutes as (
    insert into audience_minute_counts as t (campaign_id, at, presaves, doubtful)
    select campaign_id, at, sum(n), sum(doubtful) from lines where dimension = 'all' and at > now() - interval '2 hours' group by 1, 2
    having sum(n) <> 0 or sum(doubtful) <> 0 order by 1, 2
    on conflict (campaign_id, at)
      do update set presaves = t.presaves + excluded.presaves, doubtful = t.doubtful + excluded.doubtful
  )
  select count(*) into folded from taken;
  return folded;
end $$;
