import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DayLive } from '@/components/artist/day/day-live';
import { mayAct } from '@/lib/domain/workspace';
import { ownCampaign } from '../own-campaign';
import { link, refuse } from './actions';
import { loadDay } from './load';

export const metadata: Metadata = { title: 'Release day' };

type Props = { params: Promise<{ slug: string }> };

/** The release day of one campaign: what will happen, what happens, and what has happened. */
export default async function Page({ params }: Props) {
  const { gate, campaign } = await ownCampaign(params, '/day');
  const day = await loadDay(gate.workspace.id, campaign.slug, { rates: true });
  if (!day) notFound();
  return <DayLive first={day} actions={mayAct(gate.workspace.role, 'editor') ? { link, refuse } : null} />;
}
