-- A workspace always has an owner. Two owners who step down at once each still see the other: so the workspace's row is locked
-- before it is counted, and the one who comes second counts what the first has left.
create function someone_owns_workspace() returns trigger language plpgsql as $$
begin
  perform 1 from workspaces where id = old.workspace_id for update;
  -- gone already: its members go with it
  if not found then
    return null;
  end if;
  if not exists (select from members where workspace_id = old.workspace_id and role = 'owner') then
    raise exception 'a workspace without an owner' using errcode = '23514', constraint = 'workspaces_owned';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger someone_owns_workspace after update or delete on members
  for each row when (old.role = 'owner') execute function someone_owns_workspace();
--> statement-breakpoint
-- A new workspace has until its transaction ends.
create function someone_owns_new_workspace() returns trigger language plpgsql as $$
begin
  if exists (select from workspaces where id = new.id)
    and not exists (select from members where workspace_id = new.id and role = 'owner') then
    raise exception 'a workspace without an owner' using errcode = '23514', constraint = 'workspaces_owned';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger someone_owns_new_workspace after insert on workspaces
  deferrable initially deferred for each row execute function someone_owns_new_workspace();
--> statement-breakpoint
-- The log only grows. Rows leave it with their whole workspace (a cascade runs inside another trigger), never one by one.
create function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then
    return null;
  end if;
  raise exception 'the audit log is append-only';
end $$;
--> statement-breakpoint
create trigger audit_log_is_append_only before update or delete on audit_log
  for each statement execute function audit_log_is_append_only();
