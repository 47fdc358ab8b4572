CREATE TABLE "release_moves" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "release_moves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"campaign_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"release_mode" text NOT NULL,
	"release_date" date,
	"release_at" timestamp with time zone,
	CONSTRAINT "release_moves_mode" CHECK (release_mode in ('local-midnight', 'instant'))
);
--> statement-breakpoint
ALTER TABLE "release_moves" ADD CONSTRAINT "release_moves_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "release_moves_of" ON "release_moves" USING btree ("campaign_id","id");
--> statement-breakpoint
create function remember_release_move() returns trigger language plpgsql as $$
begin
  insert into release_moves (campaign_id, release_mode, release_date, release_at)
  values (new.id, new.release_mode, new.release_date, new.release_at);
  return null;
end $$;
--> statement-breakpoint
create trigger remember_release_move after update on campaigns for each row
  when (new.published_at is not null
    and (old.release_mode, old.release_date, old.release_at) is distinct from (new.release_mode, new.release_date, new.release_at))
  execute function remember_release_move();
