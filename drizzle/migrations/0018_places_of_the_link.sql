CREATE TABLE "channels" (
	"campaign_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"medium" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "channels_campaign_id_code_pk" PRIMARY KEY("campaign_id","code"),
	CONSTRAINT "channels_code" CHECK ("channels"."code" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("channels"."code") <= 40),
	CONSTRAINT "channels_name" CHECK (length("channels"."name") between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;