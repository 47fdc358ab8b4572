CREATE TABLE "arrival_count_deltas" (
	"campaign_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"dsp" text NOT NULL,
	"territory" text NOT NULL,
	"channel" text NOT NULL,
	"doubt" text NOT NULL,
	"n" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audience_counts" (
	"campaign_id" uuid NOT NULL,
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"views" bigint DEFAULT 0 NOT NULL,
	"visitors" bigint DEFAULT 0 NOT NULL,
	"taps" bigint DEFAULT 0 NOT NULL,
	"reminders" bigint DEFAULT 0 NOT NULL,
	"presaves" bigint DEFAULT 0 NOT NULL,
	"doubtful" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "audience_counts_campaign_id_dimension_value_pk" PRIMARY KEY("campaign_id","dimension","value"),
	CONSTRAINT "audience_counts_dimension" CHECK (dimension in ('all', 'channel', 'country', 'device', 'app', 'dsp', 'way', 'doubt'))
);
--> statement-breakpoint
CREATE TABLE "audience_day_counts" (
	"campaign_id" uuid NOT NULL,
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"day" date NOT NULL,
	"views" bigint DEFAULT 0 NOT NULL,
	"visitors" bigint DEFAULT 0 NOT NULL,
	"taps" bigint DEFAULT 0 NOT NULL,
	"reminders" bigint DEFAULT 0 NOT NULL,
	"presaves" bigint DEFAULT 0 NOT NULL,
	"doubtful" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "audience_day_counts_campaign_id_dimension_day_value_pk" PRIMARY KEY("campaign_id","dimension","day","value"),
	CONSTRAINT "audience_day_counts_dimension" CHECK (dimension in ('all', 'channel', 'country', 'device', 'app', 'dsp', 'way', 'doubt'))
);
--> statement-breakpoint
CREATE TABLE "audience_minute_counts" (
	"campaign_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"views" bigint DEFAULT 0 NOT NULL,
	"visitors" bigint DEFAULT 0 NOT NULL,
	"taps" bigint DEFAULT 0 NOT NULL,
	"reminders" bigint DEFAULT 0 NOT NULL,
	"presaves" bigint DEFAULT 0 NOT NULL,
	"doubtful" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "audience_minute_counts_campaign_id_at_pk" PRIMARY KEY("campaign_id","at")
);
--> statement-breakpoint
CREATE TABLE "audience_quarter_counts" (
	"campaign_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"views" bigint DEFAULT 0 NOT NULL,
	"visitors" bigint DEFAULT 0 NOT NULL,
	"taps" bigint DEFAULT 0 NOT NULL,
	"reminders" bigint DEFAULT 0 NOT NULL,
	"presaves" bigint DEFAULT 0 NOT NULL,
	"doubtful" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "audience_quarter_counts_campaign_id_at_pk" PRIMARY KEY("campaign_id","at")
);
--> statement-breakpoint
CREATE TABLE "event_losses" (
	"at" timestamp with time zone PRIMARY KEY NOT NULL,
	"n" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "presave_evidence" (
	"presave_id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"network" bigint NOT NULL,
	"visitor" bigint NOT NULL,
	"tracked" boolean NOT NULL,
	"day" date NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_look_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "visitor_days" (
	"campaign_id" uuid PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"kept" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visitor_salt" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"day" date NOT NULL,
	"salt" "bytea" NOT NULL,
	CONSTRAINT "visitor_salt_is_one_row" CHECK ("visitor_salt"."one"),
	CONSTRAINT "visitor_salt_length" CHECK (length("visitor_salt"."salt") = 32)
);
--> statement-breakpoint
CREATE TABLE "visitors" (
	"campaign_id" uuid NOT NULL,
	"mark" bigint NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "visitors_campaign_id_mark_pk" PRIMARY KEY("campaign_id","mark")
);
--> statement-breakpoint
ALTER TABLE "presaves" ADD COLUMN "doubt" text;--> statement-breakpoint
ALTER TABLE "presave_evidence" ADD CONSTRAINT "presave_evidence_presave_id_presaves_id_fk" FOREIGN KEY ("presave_id") REFERENCES "public"."presaves"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "arrival_count_deltas_of" ON "arrival_count_deltas" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "audience_minute_counts_by_age" ON "audience_minute_counts" USING btree ("at");--> statement-breakpoint
CREATE INDEX "presave_evidence_of" ON "presave_evidence" USING btree ("campaign_id","day");--> statement-breakpoint
CREATE INDEX "presave_evidence_due" ON "presave_evidence" USING btree ("next_look_at") WHERE next_look_at is not null;--> statement-breakpoint
CREATE INDEX "presave_evidence_by_day" ON "presave_evidence" USING btree ("day");--> statement-breakpoint
CREATE INDEX "visitors_by_day" ON "visitors" USING btree ("day");--> statement-breakpoint
ALTER TABLE "presaves" ADD CONSTRAINT "presaves_doubt" CHECK (doubt in ('none', 'velocity', 'repeated_visitor', 'account_burst'));