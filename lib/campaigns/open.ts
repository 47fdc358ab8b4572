import { canSave } from '../domain/capability';
import type { Dsp } from '../domain/dsp';
import type { Saving } from '../domain/grant-life';
import { phaseAt } from '../domain/phase';
import { shortDate } from '../domain/release-words';
import { clock } from '../clock';
import { env } from '../env';
import { findCampaign, type Campaign } from './data';
import { deploymentOf } from './deployment';

/** Whether a fan can save a campaign on this DSP at `now` (epoch ms): never for drafts, ended ones and idle services. */
export function savingOf(campaign: Campaign, dsp: Dsp, now: number): Saving {
  const links = campaign.services.find(service => service.dsp === dsp);
  const phase = phaseAt(campaign, now);
  if (!links || phase === 'draft' || phase === 'ended') return { kind: 'never' };
  const situation = {
    deployment: deploymentOf(env()),
    shortDate: shortDate(campaign.release),
    hasCode: campaign.upc !== null || campaign.isrcs.length > 0,
  };
  return { kind: canSave(links, situation) ? 'open' : 'never' };
}

/** The campaign at an address if a fan can save it on this DSP here and now, else null. */
export async function findOpenCampaign(slug: string, dsp: Dsp): Promise<{ id: string } | null> {
  const campaign = await findCampaign(slug);
  return campaign && savingOf(campaign, dsp, clock.now()).kind === 'open' ? { id: campaign.id } : null;
}
