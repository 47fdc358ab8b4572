CREATE TABLE "refused_matches" (
	"campaign_id" uuid NOT NULL,
	"dsp" text NOT NULL,
	"uri" text NOT NULL,
	"refused_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refused_matches_campaign_id_dsp_uri_pk" PRIMARY KEY("campaign_id","dsp","uri"),
	CONSTRAINT "refused_matches_dsp" CHECK (dsp in ('spotify', 'appleMusic', 'deezer', 'tidal', 'soundcloud', 'youtubeMusic', 'amazonMusic', 'boomplay', 'audiomack'))
);
--> statement-breakpoint
ALTER TABLE "refused_matches" ADD CONSTRAINT "refused_matches_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;