CREATE TABLE "own_trials" (
	"campaign_id" uuid NOT NULL,
	"dsp" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"found" jsonb NOT NULL,
	CONSTRAINT "own_trials_campaign_id_dsp_pk" PRIMARY KEY("campaign_id","dsp"),
	CONSTRAINT "own_trials_dsp" CHECK (dsp in ('spotify', 'appleMusic', 'deezer', 'tidal', 'soundcloud', 'youtubeMusic', 'amazonMusic', 'boomplay', 'audiomack'))
);
--> statement-breakpoint
ALTER TABLE "own_trials" ADD CONSTRAINT "own_trials_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;