import type { Metadata } from 'next';
import { PitchSheet } from '@/components/artist/pitch/pitch-sheet';
import { clock } from '@/lib/clock';
import { env } from '@/lib/env';
import { ownCampaign } from '../own-campaign';
import { loadPitch } from './load';

export const metadata: Metadata = { title: 'Pitch' };

type Props = { params: Promise<{ slug: string }> };

/** One page about a release for an editor: to print, and to paste. */
export default async function Page({ params }: Props) {
  const { gate, campaign } = await ownCampaign(params, '/pitch');
  const address = `${env().appUrl}/${campaign.slug}`;
  return <PitchSheet pitch={await loadPitch(gate.workspace.id, campaign, { address, now: clock.now() })} />;
}
