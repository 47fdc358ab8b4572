import type { Metadata, Viewport } from 'next';
import type { CachedPage } from '@/lib/campaigns/cached';
import { onTheDay } from '@/lib/domain/save-words';

const CARD = { width: 1200, height: 630 };

function described({ phase, title, artist, dateWords, kind, before }: CachedPage['page']): string {
  const what = kind === 'ep' ? 'EP' : kind;
  const saves = before.filter(({ action }) => action.mode !== 'opens');
  if (phase === 'presave' && saves.length === 0)
    return `${title}, the new ${what} by ${artist}, is out on ${dateWords}. On the day this link becomes the listening page.`;
  if (phase === 'presave')
    return `${title}, the new ${what} by ${artist}, is out on ${dateWords}. Pre-save it once and ${onTheDay(saves.map(({ dsp }) => dsp))}.`;
  if (phase === 'rolling')
    return `${title}, the new ${what} by ${artist}, is coming out at midnight, country by country. Pre-save it or listen now.`;
  return `${title}, the ${what} by ${artist}, is out now. Listen on your service.`;
}

/** What a crawler reads in the head: title, description, canonical address, share picture. */
export function campaignMetadata({ page, shareImage, appUrl }: CachedPage): Metadata {
  const name = `${page.title} · ${page.artist}`;
  const description = described(page);
  const url = `${appUrl}/${page.slug}`;
  const images = shareImage ? [{ url: `${appUrl}${shareImage}`, ...CARD, alt: name }] : [];
  return {
    title: { absolute: name },
    description,
    alternates: { canonical: url },
    openGraph: { type: 'website', siteName: 'Upbeat', title: name, description, url, images },
    twitter: { card: 'summary_large_image', title: name, description, images },
  };
}

/** The browser's own bars in the cover's colours. */
export function campaignViewport({ page }: CachedPage): Viewport {
  return {
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: page.theme.light.paper },
      { media: '(prefers-color-scheme: dark)', color: page.theme.dark.paper },
    ],
  };
}
