import type { Metadata, Viewport } from 'next';
import { notFound } from 'next/navigation';
import { CampaignPage } from '@/components/fan/campaign-page';
import { loadFanPage } from '@/lib/campaigns/cached';
import { Flip } from './flip';
import { campaignMetadata, campaignViewport } from './head';
import { StructuredData } from './structured-data';

// Kept until the campaign or its phase changes; it reads no cookie, header or search parameter.
export const revalidate = false;
export const generateStaticParams = () => [];

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const loaded = await loadFanPage((await params).slug);
  return loaded ? campaignMetadata(loaded) : { title: 'No release at this address', robots: { index: false } };
}

export async function generateViewport({ params }: Props): Promise<Viewport> {
  const loaded = await loadFanPage((await params).slug);
  return loaded ? campaignViewport(loaded) : {};
}

/** The campaign page. */
export default async function Page({ params }: Props) {
  const loaded = await loadFanPage((await params).slug);
  if (!loaded) notFound();
  const { page } = loaded;
  return (
    <>
      <StructuredData {...loaded} />
      <CampaignPage page={page} countdown={<Flip moments={page.moments} label={page.dateWords} />} />
    </>
  );
}
