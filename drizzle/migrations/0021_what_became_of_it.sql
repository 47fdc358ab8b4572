CREATE TABLE "outcomes" (
	"campaign_id" uuid NOT NULL,
	"what" text NOT NULL,
	"value" bigint NOT NULL,
	"source" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outcomes_campaign_id_what_pk" PRIMARY KEY("campaign_id","what"),
	CONSTRAINT "outcomes_what" CHECK (what in ('streams', 'listeners', 'saves', 'release_radar', 'playlists', 'editorial')),
	CONSTRAINT "outcomes_source" CHECK (source in ('typed', 'csv')),
	CONSTRAINT "outcomes_value" CHECK ("outcomes"."value" between 0 and 1000000000000),
	CONSTRAINT "outcomes_editorial" CHECK ("outcomes"."what" <> 'editorial' or "outcomes"."value" in (0, 1))
);
--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;