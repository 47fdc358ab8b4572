import type { Metadata } from 'next';
import { Preflight } from '@/components/artist/preflight/preflight';
import { lastPreflight } from '@/lib/campaigns/preflight/last';
import { clock } from '@/lib/clock';
import { phaseAt } from '@/lib/domain/phase';
import { mayAct } from '@/lib/domain/workspace';
import { env } from '@/lib/env';
import { ownCampaign } from '../own-campaign';
import { tryOwn } from './actions';
import { loadOwnAccounts } from './load-own';

export const metadata: Metadata = { title: 'Preflight' };

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ trial?: string | string[] }> };

/** The rehearsal of one campaign: the last one, and a button for another. */
export default async function Page({ params, searchParams }: Props) {
  const { gate, campaign } = await ownCampaign(params, '/preflight');
  const last = await lastPreflight(gate.workspace.id, campaign.id);
  const { trial } = await searchParams;
  const ended = trial === 'declined' || trial === 'interrupted' ? trial : null;
  const accounts = await loadOwnAccounts(gate.workspace.id, campaign, clock.now());
  return (
    <Preflight
      slug={campaign.slug}
      host={new URL(env().appUrl).host}
      accent={campaign.theme.light.accent}
      isDraft={phaseAt(campaign, clock.now()) === 'draft'}
      last={last && { at: last.at, findings: last.findings, isStale: last.at < campaign.updatedAt }}
      own={{ accounts, ended, action: tryOwn }}
      mayRun={mayAct(gate.workspace.role, 'editor')}
    />
  );
}
