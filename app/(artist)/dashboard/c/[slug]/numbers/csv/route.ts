import { exportCsv } from '@/lib/analytics/reports/export-csv';
import { openGate } from '@/lib/auth/gate';
import { findOwnCampaign } from '@/lib/campaigns/of-workspace';

type Props = { params: Promise<{ slug: string }> };

/** All numbers of a campaign as a table for a spreadsheet, with nobody in it. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const gate = await openGate();
  if (!gate) return new Response('You are signed out. Sign in, then try again.', { status: 401 });
  const campaign = await findOwnCampaign(gate.workspace.id, (await params).slug);
  if (!campaign) return new Response('This campaign is not in this workspace.', { status: 404 });
  return new Response(await exportCsv(campaign.id), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="numbers-${campaign.slug}.csv"`,
      'cache-control': 'no-store',
    },
  });
}
