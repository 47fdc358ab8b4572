import { unstable_cache } from 'next/cache';
import { cache } from 'react';
import { clock } from '../clock';
import { database } from '../db';

import type { FanPage } from '../domain/fan-page';
import { env } from '../env';
import { log } from '../log';
import { campaignTag } from '../page-cache/notify';
import { untilTag } from '../page-cache/store.mjs';
import { deploymentOf, type Deployment } from '../domain/deployment';
import type { Full } from '../domain/saving';
import { nextPageChange, sharePicture, toFanPage } from './fan-page';
import { fullServices } from './places';
import { findOrRemember } from './remembered';

/** A render is never begun so shortly (ms) before the page changes that it could end after it. */
const HOLD_MS = 300;

/** Next collects a page's tags only from cached calls inside it; this one caches nothing but the tags. */
async function tagPage(tags: string[]): Promise<void> {
  await unstable_cache(async () => 0, tags, { tags })();
}

export type CachedPage = { page: FanPage; shareImage: string | null; appUrl: string };

/** While the database is away nobody can consent either: the buttons stay as they are. */
function placesOrNone(campaignId: string, deployment: Deployment): Promise<readonly Full[]> {
  return fullServices(database().db, campaignId, deployment).catch(error => {
    log.error('page.places', error);
    return [];
  });
}

/**
 * The page at an address, for a render that may be kept: tagged with its campaign (a free address too, so that its 404 goes when
 * the campaign comes) and with the instant at which it stops being true.
 */
export const loadFanPage = cache(async (slug: string): Promise<CachedPage | null> => {
  let campaign = await findOrRemember(slug);
  const deployment = deploymentOf(env());
  let full = campaign ? await placesOrNone(campaign.id, deployment) : [];
  const next = campaign && nextPageChange(campaign, deployment, clock.now(), full);
  const left = next === null ? Infinity : next - clock.now();
  if (left > 0 && left < HOLD_MS) {
    await new Promise(resolve => setTimeout(resolve, left));
    campaign = await findOrRemember(slug);
    full = campaign ? await placesOrNone(campaign.id, deployment) : [];
  }
  const now = clock.now();
  const change = campaign && nextPageChange(campaign, deployment, now, full);
  await tagPage([campaignTag(slug), ...(change === null ? [] : [untilTag(change)])]);
  const page = campaign && toFanPage(campaign, deployment, now, full);
  return page && campaign && { page, shareImage: sharePicture(campaign, page), appUrl: env().appUrl };
});
