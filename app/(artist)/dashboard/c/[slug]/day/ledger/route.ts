import { openGate } from '@/lib/auth/gate';
import { ledgerFile } from '@/lib/campaigns/ledger-file';
import { findOwnCampaign } from '@/lib/campaigns/of-workspace';
import { streamed } from '../../../../../streamed';

type Props = { params: Promise<{ slug: string }> };

/** The ledger of a campaign as a table for a spreadsheet, with nobody in it. Sent as it is read. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const gate = await openGate();
  if (!gate) return new Response('You are signed out. Sign in, then try again.', { status: 401 });
  const campaign = await findOwnCampaign(gate.workspace.id, (await params).slug);
  if (!campaign) return new Response('This campaign is not in this workspace.', { status: 404 });
  return new Response(streamed(ledgerFile(gate.workspace.id, campaign.id)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="ledger-${campaign.slug}.csv"`,
      'cache-control': 'no-store',
    },
  });
}
