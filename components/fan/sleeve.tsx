import type { CSSProperties } from 'react';
import { preload } from 'react-dom';
import type { Artwork } from '@/lib/domain/fan-page';
import { sleeveFit } from './sleeve-fit';
import { scriptOf } from './title-scale';

type SleeveProps = {
  artist: string;
  title: string;
  artwork: Artwork | null;
  /** printed at the foot of the spine: "Single" */ mark: string;
};

/**
 * The record sleeve: a spine in the cover's accent and the artwork, never cropped or covered. Without artwork the sleeve is set in
 * type. Spine and set sleeve repeat the page's heading, so assistive technology is told of the artwork only.
 */
export function Sleeve({ artist, title, artwork, mark }: SleeveProps) {
  return (
    <div className="sleeve" data-art={artwork ? 'image' : 'type'}>
      <p className="spine" aria-hidden="true">
        <span className="spine-name">
          <bdi>{artist}</bdi>
          <span className="spine-dot" />
          <bdi>{title}</bdi>
        </span>
        <span className="spine-mark">{mark}</span>
      </p>
      {artwork ? <Cover artist={artist} title={title} artwork={artwork} /> : <SetCover artist={artist} title={title} />}
    </div>
  );
}

const PHONE = '(max-width: 47.99rem)';
const DESK = '(min-width: 48rem)';

/** Phones get the small file whatever their pixel density: 60 kB is the budget, and the picture is there with the first paint. */
function Cover({ artist, title, artwork }: { artist: string; title: string; artwork: Artwork }) {
  // in the head, so that it is asked for before the letters and the scripts and not after them
  preload(artwork.small, { as: 'image', fetchPriority: 'high', media: PHONE });
  preload(artwork.large, { as: 'image', fetchPriority: 'high', media: DESK });
  return (
    <picture className="cover">
      <source media={PHONE} srcSet={artwork.small} width={artwork.smallPx} height={artwork.smallPx} />
      <img
        src={artwork.large}
        width={artwork.largePx}
        height={artwork.largePx}
        alt={`Cover of ${title} by ${artist}`}
        fetchPriority="high"
        decoding="async"
      />
    </picture>
  );
}

function SetCover({ artist, title }: { artist: string; title: string }) {
  return (
    <div className="cover set-cover" aria-hidden="true">
      <p className="set-artist" dir="auto">
        {artist}
      </p>
      <p
        className="set-title"
        data-script={scriptOf(title)}
        style={{ '--size': sleeveFit(title) } as CSSProperties}
        dir="auto"
      >
        {title}
      </p>
    </div>
  );
}
