CREATE TABLE "reminders" (
	"campaign_id" uuid NOT NULL,
	"day" date NOT NULL,
	"n" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "reminders_campaign_id_day_pk" PRIMARY KEY("campaign_id","day"),
	CONSTRAINT "reminders_n" CHECK ("reminders"."n" > 0)
);
--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;