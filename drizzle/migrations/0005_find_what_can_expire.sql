DROP INDEX "presaves_by_state";--> statement-breakpoint
CREATE INDEX "presaves_to_expire" ON "presaves" USING btree ("campaign_id") WHERE state in ('held', 'needs_reconnect');