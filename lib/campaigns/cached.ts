import { unstable_cache } from 'next/cache';
import { cache } from 'react';
import { clock } from '../clock';
import type { FanPage } from '../domain/fan-page';
import { env } from '../env';
import { campaignTag } from '../page-cache/notify';
import { untilTag } from '../page-cache/store.mjs';
import { nextPageChange, sharePicture, toFanPage } from './fan-page';
import { placesAsked } from './places';
import { findOrRemember, fullOrRemember } from './remembered';

/** A render is never begun so shortly (ms) before the page changes that it could end after it. */
const HOLD_MS = 300;

/** Next collects a page's tags only from cached calls inside it; this one caches nothing but the tags. */
async function tagPage(tags: string[]): Promise<void> {
  await unstable_cache(async () => 0, tags, { tags })();
}

export type CachedPage = { page: FanPage; shareImage: string | null; appUrl: string };

/**
 * The page at an address, for a render that may be kept: tagged with its campaign (a free address too, so that its 404 goes when
 * the campaign comes) and with the instant at which it stops being true.
 */
export const loadFanPage = cache(async (slug: string): Promise<CachedPage | null> => {
  let shown = await load(slug);
  const left = shown.change === null ? Infinity : shown.change - clock.now();
  if (left < HOLD_MS) {
    await new Promise(resolve => setTimeout(resolve, Math.max(left, 0)));
    shown = await load(slug);
  }
  const { campaign, page, change } = shown;
  await tagPage([campaignTag(slug), ...(change === null ? [] : [untilTag(change)])]);
  return page && campaign && { page, shareImage: sharePicture(campaign, page), appUrl: env().appUrl };
});

async function load(slug: string) {
  const campaign = await findOrRemember(slug);
  if (!campaign) return { campaign, page: null, change: null };
  const full = await fullOrRemember(campaign, placesAsked());
  const { deployment, now } = placesAsked();
  const page = toFanPage(campaign, deployment, now, full);
  return { campaign, page, change: nextPageChange(campaign, deployment, now, full) };
}
