-- The ledger only grows. Rows leave it with their whole campaign (a cascade runs inside another trigger), never one by one.
create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then
    return null;
  end if;
  raise exception 'the ledger is append-only';
end $$;
--> statement-breakpoint
create trigger ledger_is_append_only before update or delete on ledger
  for each statement execute function ledger_is_append_only();
