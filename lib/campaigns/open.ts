import { canSave } from '../domain/capability';
import type { Dsp } from '../domain/dsp';
import { phaseAt } from '../domain/phase';
import { shortDate } from '../domain/release-words';
import { clock } from '../clock';
import { env } from '../env';
import { findCampaign } from './data';
import { deploymentOf } from './deployment';

/** The campaign at an address if a fan can save it on this DSP here and now; null for drafts, ended ones and idle services. */
export async function findOpenCampaign(slug: string, dsp: Dsp): Promise<{ id: string } | null> {
  const campaign = await findCampaign(slug);
  const links = campaign?.services.find(service => service.dsp === dsp);
  if (!campaign || !links) return null;
  const phase = phaseAt(campaign, clock.now());
  if (phase === 'draft' || phase === 'ended') return null;
  const situation = {
    deployment: deploymentOf(env()),
    shortDate: shortDate(campaign.release),
    hasCode: campaign.upc !== null || campaign.isrcs.length > 0,
  };
  return canSave(links, situation) ? { id: campaign.id } : null;
}
