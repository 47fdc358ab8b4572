import { campaignMetadata } from '@/app/(fan)/[slug]/head';
import type { Campaign } from '@/lib/campaigns/data';
import { sharePicture, toFanPage } from '@/lib/campaigns/fan-page';
import { clock } from '@/lib/clock';
import { deploymentOf } from '@/lib/domain/deployment';
import { phaseAt } from '@/lib/domain/phase';
import type { CardHead } from '@/lib/domain/preflight';
import { env } from '@/lib/env';

/** What the head of a draft's page will say once it is public; null for a page that can be asked itself. */
export function headToBe(campaign: Campaign): CardHead | null {
  const now = clock.now();
  if (phaseAt(campaign, now) !== 'draft') return null;
  const page = toFanPage({ ...campaign, publishedAt: now }, deploymentOf(env()), now);
  if (!page) return null;
  const { appUrl } = env();
  const shareImage = sharePicture(campaign, page);
  const { openGraph } = campaignMetadata({ page, shareImage, appUrl });
  const title = openGraph?.title;
  return {
    title: typeof title === 'string' ? title : null,
    description: openGraph?.description ?? null,
    image: shareImage && `${appUrl}${shareImage}`,
  };
}
