import { jsonForScript } from '@/components/fan/inline-scripts';
import type { CachedPage } from '@/lib/campaigns/cached';

/** The release as schema.org JSON-LD: a recording for a single, an album otherwise. */
export function StructuredData({ page, appUrl }: CachedPage) {
  const single = page.kind === 'single';
  const data = {
    '@context': 'https://schema.org',
    '@type': single ? 'MusicRecording' : 'MusicAlbum',
    name: page.title,
    byArtist: { '@type': 'MusicGroup', name: page.artist },
    url: `${appUrl}/${page.slug}`,
    datePublished: page.dateTime,
    ...(page.artwork && { image: `${appUrl}${page.artwork.large}` }),
    ...(page.kind === 'ep' && { albumReleaseType: 'https://schema.org/EPRelease' }),
    ...(page.after.length > 0 && {
      sameAs: page.after.map(({ action }) => ('href' in action ? action.href : '')).filter(Boolean),
    }),
  };
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForScript(data) }} />;
}
