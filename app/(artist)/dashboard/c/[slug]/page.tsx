import type { Metadata } from 'next';
import { z } from 'zod';
import { CampaignGlance } from '@/components/artist/campaign-glance';
import { Numbers } from '@/components/artist/numbers/numbers';
import { SPANS } from '@/components/artist/numbers/numbers-view';
import { Status } from '@/components/ui/status';
import { ButtonWay } from '@/components/ui/way';
import { clock } from '@/lib/clock';
import { phaseAt } from '@/lib/domain/phase';
import { isZone } from '@/lib/domain/zone-clock';
import { env } from '@/lib/env';
import { loadNumbers } from './numbers/load';
import { ownCampaign } from './own-campaign';

export const metadata: Metadata = { title: 'Campaign' };

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const wish = z.object({ span: z.enum(SPANS).catch('month'), zone: z.string().refine(isZone).nullable().catch(null) });

/** One campaign at a glance: its address, and what it has done so far. */
export default async function Page({ params, searchParams }: Props) {
  const { gate, campaign } = await ownCampaign(params);
  const [now, query] = [clock.now(), await searchParams];
  const view = await loadNumbers(gate.workspace.id, campaign, { ...wish.parse(query), now });
  return (
    <>
      {'live' in query && <Live slug={campaign.slug} />}
      <CampaignGlance phase={phaseAt(campaign, now)} address={`${env().appUrl}/${campaign.slug}`} />
      <Numbers view={view} />
    </>
  );
}

/** For whoever has just published. */
function Live({ slug }: { slug: string }) {
  return (
    <div className="grid justify-items-start gap-3">
      <Status tone="good">Your link is live. Now put it everywhere.</Status>
      <ButtonWay href={`/dashboard/c/${slug}/share`} look="main">
        Share it
      </ButtonWay>
    </div>
  );
}
