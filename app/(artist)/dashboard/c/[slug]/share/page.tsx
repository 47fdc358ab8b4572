import type { Metadata } from 'next';
import { ShareKit } from '@/components/artist/share/share-kit';
import { mayAct } from '@/lib/domain/workspace';
import { ownCampaign } from '../own-campaign';
import { add, remove } from './actions';
import { loadShare } from './load';

export const metadata: Metadata = { title: 'Share' };

type Props = { params: Promise<{ slug: string }> };

/** The share kit of one campaign: its address, its QR code, and an address and a text for each place it is put. */
export default async function Page({ params }: Props) {
  const { gate, campaign } = await ownCampaign(params, '/share');
  const view = await loadShare(gate.workspace.id, campaign);
  return <ShareKit view={view} actions={mayAct(gate.workspace.role, 'editor') ? { add, remove } : null} />;
}
