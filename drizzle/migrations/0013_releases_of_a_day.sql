CREATE INDEX "campaigns_by_date" ON "campaigns" USING btree ("release_date");--> statement-breakpoint
CREATE INDEX "campaigns_by_moment" ON "campaigns" USING btree ("release_at");