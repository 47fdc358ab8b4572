import { notFound } from 'next/navigation';
import { findOwnCampaign } from '@/lib/campaigns/of-workspace';
import type { Campaign } from '@/lib/campaigns/data';
import { artistGate, type Gate } from '@/lib/auth/gate';

/** The gate and the campaign of one screen; `below` is the screen's path under the campaign. Somebody else's is not found. */
export async function ownCampaign(
  params: Promise<{ slug: string }>,
  below = '',
): Promise<{ gate: Gate; campaign: Campaign }> {
  const { slug } = await params;
  const gate = await artistGate(`/dashboard/c/${encodeURIComponent(slug)}${below}`);
  const campaign = await findOwnCampaign(gate.workspace.id, slug);
  if (!campaign) notFound();
  return { gate, campaign };
}
