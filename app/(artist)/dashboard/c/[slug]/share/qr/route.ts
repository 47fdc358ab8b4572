import { z } from 'zod';
import { openGate } from '@/lib/auth/gate';
import { findOwnCampaign } from '@/lib/campaigns/of-workspace';
import { printedAddress } from '@/lib/domain/channels';
import { env } from '@/lib/env';
import { qrPng, qrSvg } from '@/lib/media/qr';

type Props = { params: Promise<{ slug: string }> };

const wish = z.object({
  as: z.enum(['svg', 'png']).catch('svg'),
  c: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(40)
    .catch('poster'),
  save: z.literal('1').optional().catch(undefined),
});

/** 17 cm at the 300 dots per inch of print. */
const PRINT_PX = 2048;

/** The campaign's QR code in its own colour, to look at or (`save`) as a file. `c`: the channel it counts as. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const gate = await openGate();
  if (!gate) return new Response('Sign in first.', { status: 401 });
  const campaign = await findOwnCampaign(gate.workspace.id, (await params).slug);
  if (!campaign) return new Response('There is no such campaign.', { status: 404 });
  const { as, c, save } = wish.parse(Object.fromEntries(new URL(request.url).searchParams));
  const address = printedAddress(`${env().appUrl}/${campaign.slug}`, { code: c });
  const { accent } = campaign.theme.light;
  const picture = as === 'svg' ? qrSvg(address, accent) : new Uint8Array(await qrPng(address, accent, PRINT_PX));
  return new Response(picture, {
    headers: {
      'content-type': as === 'svg' ? 'image/svg+xml' : 'image/png',
      'cache-control': 'private, no-store',
      ...(save && { 'content-disposition': `attachment; filename="${campaign.slug}-${c}.${as}"` }),
    },
  });
}
