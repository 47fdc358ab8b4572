import type { Metadata, Viewport } from 'next';
import { notFound } from 'next/navigation';
import { CampaignPage } from '@/components/fan/campaign-page';
import { readNotice } from '@/components/fan/notices';
import { loadFanPage } from '@/lib/campaigns/cached';
import { Flip } from '../flip';
import { campaignMetadata, campaignViewport } from '../head';

export const revalidate = false;
export const generateStaticParams = () => [];

type Props = { params: Promise<{ slug: string; notice: string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const loaded = await loadFanPage((await params).slug);
  return loaded ? { ...campaignMetadata(loaded), robots: { index: false } } : {};
}

export async function generateViewport({ params }: Props): Promise<Viewport> {
  const loaded = await loadFanPage((await params).slug);
  return loaded ? campaignViewport(loaded) : {};
}

/** The campaign page with one sentence on top: what came between the fan's tap and the pre-save. */
export default async function Page({ params }: Props) {
  const { slug, notice: path } = await params;
  const notice = readNotice(path);
  const loaded = notice && (await loadFanPage(slug));
  if (!loaded) notFound();
  const { page } = loaded;
  return (
    <CampaignPage page={page} notice={notice} countdown={<Flip moments={page.moments} label={page.dateWords} />} />
  );
}
