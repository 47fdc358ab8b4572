import { offerAt, renewalAt, savingAt, type Offer } from '../domain/saving';
import type { Dsp } from '../domain/dsp';
import { isOut, type Saving } from '../domain/grant-life';
import { phaseAt } from '../domain/phase';
import { clock } from '../clock';
import { env } from '../env';
import { findCampaign, type Campaign } from './data';
import { deploymentOf } from '../domain/deployment';
import { situationOf } from './fan-page';
import { placesAsked, readFull } from './places';

/** Whether a fan can save a campaign on this DSP at `now` (epoch ms), or from when on: never for drafts, ended ones and idle services. */
export function savingOf(campaign: Campaign, dsp: Dsp, now: number): Saving {
  const links = campaign.services.find(service => service.dsp === dsp);
  const phase = phaseAt(campaign, now);
  if (!links || phase === 'draft' || phase === 'ended') return { kind: 'never' };
  return savingAt(links, situationOf(campaign, deploymentOf(env()), now));
}

/** What a pre-add on Apple Music needs to know of the campaign at an address; null where it takes none now. */
export async function appleWish(slug: string) {
  const campaign = await findCampaign(slug);
  const now = clock.now();
  if (!campaign || savingOf(campaign, 'appleMusic', now).kind !== 'open') return null;
  const { id: campaignId, artist, title, upc, isrcs, release, services } = campaign;
  const uri = services.find(({ dsp }) => dsp === 'appleMusic')?.uri ?? null;
  const isOutIn = (territory: string) => isOut({ release, territory, now });
  return { campaignId, slug, artist, title, upc, isrcs, uri, isOut: isOutIn };
}

/**
 * The campaign at an address and what it offers a fan on this DSP now; null when nothing is there. `renewing`: the fan has a place
 * already, and gives the permission anew.
 */
export async function findOffer(
  slug: string,
  dsp: Dsp,
  { renewing }: { renewing: boolean },
): Promise<{ campaignId: string; offer: Offer } | null> {
  const campaign = await findCampaign(slug);
  if (!campaign) return null;
  const { id: campaignId, services } = campaign;
  const asked = placesAsked();
  const saving = savingOf(campaign, dsp, asked.now);
  const links = services.find(service => service.dsp === dsp);
  if (!links || saving.kind !== 'open') return { campaignId, offer: saving };
  const full = await readFull({ ...campaign, services: [links] }, asked);
  const situation = situationOf(campaign, asked.deployment, asked.now, full);
  return { campaignId, offer: renewing ? renewalAt(links, situation) : offerAt(links, situation) };
}
