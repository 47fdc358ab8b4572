CREATE TABLE "campaign_services" (
	"campaign_id" uuid NOT NULL,
	"dsp" text NOT NULL,
	"url" text,
	"uri" text,
	"countdown_url" text,
	CONSTRAINT "campaign_services_campaign_id_dsp_pk" PRIMARY KEY("campaign_id","dsp"),
	CONSTRAINT "campaign_services_dsp" CHECK (dsp in ('spotify', 'appleMusic', 'deezer', 'tidal', 'soundcloud', 'youtubeMusic', 'amazonMusic', 'boomplay', 'audiomack'))
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"artist" text NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"upc" text,
	"isrcs" text[] DEFAULT '{}' NOT NULL,
	"about" text,
	"release_mode" text NOT NULL,
	"release_date" date,
	"release_at" timestamp with time zone,
	"release_revision" integer DEFAULT 1 NOT NULL,
	"artwork_large" text,
	"artwork_small" text,
	"theme" jsonb NOT NULL,
	"card_before" text,
	"card_out" text,
	"published_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"turned_phase" text DEFAULT 'draft' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaigns_slug_unique" UNIQUE("slug"),
	CONSTRAINT "campaigns_slug" CHECK ("campaigns"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("campaigns"."slug") between 2 and 60),
	CONSTRAINT "campaigns_names" CHECK (length("campaigns"."artist") between 1 and 300 and length("campaigns"."title") between 1 and 300),
	CONSTRAINT "campaigns_kind" CHECK (kind in ('single', 'ep', 'album')),
	CONSTRAINT "campaigns_turned_phase" CHECK (turned_phase in ('draft', 'presave', 'rolling', 'live', 'ended')),
	CONSTRAINT "campaigns_release_mode" CHECK (release_mode in ('local-midnight', 'instant')),
	CONSTRAINT "campaigns_release" CHECK (("campaigns"."release_mode" = 'local-midnight' and "campaigns"."release_date" is not null and "campaigns"."release_at" is null)
        or ("campaigns"."release_mode" = 'instant' and "campaigns"."release_at" is not null and "campaigns"."release_date" is null)),
	CONSTRAINT "campaigns_artwork_pair" CHECK (("campaigns"."artwork_large" is null) = ("campaigns"."artwork_small" is null))
);
--> statement-breakpoint
CREATE TABLE "market_openings" (
	"campaign_id" uuid NOT NULL,
	"dsp" text NOT NULL,
	"market" text NOT NULL,
	"release_revision" integer NOT NULL,
	"moment" timestamp with time zone NOT NULL,
	"probes" integer DEFAULT 0 NOT NULL,
	"next_probe_at" timestamp with time zone NOT NULL,
	"last_answer" text,
	"opened_at" timestamp with time zone,
	"uri" text,
	CONSTRAINT "market_openings_campaign_id_dsp_market_pk" PRIMARY KEY("campaign_id","dsp","market"),
	CONSTRAINT "market_openings_dsp" CHECK (dsp in ('spotify', 'appleMusic', 'deezer', 'tidal', 'soundcloud', 'youtubeMusic', 'amazonMusic', 'boomplay', 'audiomack')),
	CONSTRAINT "market_openings_not_early" CHECK ("market_openings"."opened_at" is null or ("market_openings"."opened_at" >= "market_openings"."moment" and "market_openings"."uri" is not null))
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"presave_id" uuid PRIMARY KEY NOT NULL,
	"dsp" text NOT NULL,
	"sealed" "bytea",
	"version" integer DEFAULT 1 NOT NULL,
	"authorized_at" timestamp with time zone NOT NULL,
	"hard_expiry" timestamp with time zone NOT NULL,
	"rejected_since" timestamp with time zone,
	"destroyed_at" timestamp with time zone,
	CONSTRAINT "grants_dsp" CHECK (dsp in ('spotify', 'appleMusic', 'deezer', 'tidal', 'soundcloud', 'youtubeMusic', 'amazonMusic', 'boomplay', 'audiomack')),
	CONSTRAINT "grants_destroyed" CHECK (("grants"."sealed" is null) = ("grants"."destroyed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"presave_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"reason" text NOT NULL,
	"actor" text NOT NULL,
	CONSTRAINT "ledger_step" CHECK ((from_state, to_state) in (('new', 'held'), ('held', 'held'), ('held', 'saving'), ('saving', 'saving'), ('saving', 'held'), ('saving', 'accepted'), ('saving', 'saved'), ('saving', 'needs_reconnect'), ('saving', 'refused'), ('accepted', 'saved'), ('accepted', 'held'), ('needs_reconnect', 'held'), ('refused', 'held'), ('expired', 'held'), ('saved', 'held'), ('held', 'needs_reconnect'), ('held', 'expired'), ('needs_reconnect', 'expired'), ('held', 'withdrawn'), ('saving', 'withdrawn'), ('accepted', 'withdrawn'), ('needs_reconnect', 'withdrawn'), ('refused', 'withdrawn'), ('saved', 'withdrawn'))),
	CONSTRAINT "ledger_reason" CHECK (reason in ('consented', 'consented_again', 'claimed', 'rescued', 'saved', 'already_live', 'rate_limited', 'quota_exceeded', 'dsp_unavailable', 'not_live_yet', 'release_moved', 'grant_rejected', 'grant_unconfirmed', 'grant_missing', 'grant_unreadable', 'grant_expired', 'not_registered', 'dsp_refused', 'attempts_exhausted', 'rescues_exhausted', 'released_lease', 'fan_withdrew', 'campaign_ended')),
	CONSTRAINT "ledger_actor" CHECK (actor in ('fan', 'worker', 'artist', 'system'))
);
--> statement-breakpoint
CREATE TABLE "media" (
	"hash" text PRIMARY KEY NOT NULL,
	"content_type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_hash" CHECK ("media"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "media_hash_is_of_bytes" CHECK ("media"."hash" = encode(sha256("media"."bytes"), 'hex'))
);
--> statement-breakpoint
CREATE TABLE "pace_gates" (
	"dsp" text NOT NULL,
	"client_id" text NOT NULL,
	"blocked_until" timestamp with time zone,
	"reason" text,
	"strikes" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "pace_gates_dsp_client_id_pk" PRIMARY KEY("dsp","client_id"),
	CONSTRAINT "pace_gates_dsp" CHECK (dsp in ('spotify', 'appleMusic', 'deezer', 'tidal', 'soundcloud', 'youtubeMusic', 'amazonMusic', 'boomplay', 'audiomack')),
	CONSTRAINT "pace_gates_reason" CHECK (reason in ('consented', 'consented_again', 'claimed', 'rescued', 'saved', 'already_live', 'rate_limited', 'quota_exceeded', 'dsp_unavailable', 'not_live_yet', 'release_moved', 'grant_rejected', 'grant_unconfirmed', 'grant_missing', 'grant_unreadable', 'grant_expired', 'not_registered', 'dsp_refused', 'attempts_exhausted', 'rescues_exhausted', 'released_lease', 'fan_withdrew', 'campaign_ended'))
);
--> statement-breakpoint
CREATE TABLE "passes" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"presave_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "passes_hash" CHECK ("passes"."token_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "presaves" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"campaign_id" uuid NOT NULL,
	"dsp" text NOT NULL,
	"account_key" text,
	"territory" text NOT NULL,
	"zone" text,
	"channel" text,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"rescues" integer DEFAULT 0 NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	"saved_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "presaves_one_per_account" UNIQUE("campaign_id","dsp","account_key"),
	CONSTRAINT "presaves_dsp" CHECK (dsp in ('spotify', 'appleMusic', 'deezer', 'tidal', 'soundcloud', 'youtubeMusic', 'amazonMusic', 'boomplay', 'audiomack')),
	CONSTRAINT "presaves_state" CHECK (state in ('held', 'saving', 'accepted', 'saved', 'needs_reconnect', 'refused', 'withdrawn', 'expired')),
	CONSTRAINT "presaves_reason" CHECK (reason in ('consented', 'consented_again', 'claimed', 'rescued', 'saved', 'already_live', 'rate_limited', 'quota_exceeded', 'dsp_unavailable', 'not_live_yet', 'release_moved', 'grant_rejected', 'grant_unconfirmed', 'grant_missing', 'grant_unreadable', 'grant_expired', 'not_registered', 'dsp_refused', 'attempts_exhausted', 'rescues_exhausted', 'released_lease', 'fan_withdrew', 'campaign_ended')),
	CONSTRAINT "presaves_territory" CHECK ("presaves"."territory" ~ '^[A-Z]{2}$'),
	CONSTRAINT "presaves_lease" CHECK (("presaves"."state" = 'saving') = ("presaves"."lease_owner" is not null) and ("presaves"."lease_owner" is null) = ("presaves"."lease_until" is null)),
	CONSTRAINT "presaves_saved" CHECK (("presaves"."state" = 'saved') = ("presaves"."saved_at" is not null)),
	CONSTRAINT "presaves_erased" CHECK (("presaves"."state" = 'withdrawn') = ("presaves"."account_key" is null) and ("presaves"."account_key" is not null or "presaves"."zone" is null))
);
--> statement-breakpoint
CREATE TABLE "spent_intents" (
	"nonce" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "campaign_services" ADD CONSTRAINT "campaign_services_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_artwork_large_media_hash_fk" FOREIGN KEY ("artwork_large") REFERENCES "public"."media"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_artwork_small_media_hash_fk" FOREIGN KEY ("artwork_small") REFERENCES "public"."media"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_card_before_media_hash_fk" FOREIGN KEY ("card_before") REFERENCES "public"."media"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_card_out_media_hash_fk" FOREIGN KEY ("card_out") REFERENCES "public"."media"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_openings" ADD CONSTRAINT "market_openings_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_presave_id_presaves_id_fk" FOREIGN KEY ("presave_id") REFERENCES "public"."presaves"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passes" ADD CONSTRAINT "passes_presave_id_presaves_id_fk" FOREIGN KEY ("presave_id") REFERENCES "public"."presaves"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presaves" ADD CONSTRAINT "presaves_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "market_openings_open" ON "market_openings" USING btree ("dsp") WHERE opened_at is not null;--> statement-breakpoint
CREATE INDEX "ledger_of_presave" ON "ledger" USING btree (presave_id,id);--> statement-breakpoint
CREATE INDEX "ledger_of_campaign" ON "ledger" USING btree (campaign_id,id);--> statement-breakpoint
CREATE INDEX "passes_of" ON "passes" USING btree ("presave_id");--> statement-breakpoint
CREATE INDEX "presaves_due" ON "presaves" USING btree ("campaign_id","dsp","territory","next_attempt_at","id") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "presaves_leases" ON "presaves" USING btree ("lease_until") WHERE state = 'saving';--> statement-breakpoint
CREATE INDEX "presaves_by_state" ON "presaves" USING btree ("campaign_id","state");--> statement-breakpoint
CREATE INDEX "spent_intents_expiry" ON "spent_intents" USING btree ("expires_at");