import type { FanPage } from '@/lib/domain/fan-page';
import { KIND_WORDS } from './release-words';
import { titleProps } from './title-scale';

type TitleBlockProps = {
  page: Pick<FanPage, 'artist' | 'title' | 'kind' | 'dateWords' | 'dateTime' | 'phase'>;
};

/** Who, what and when: the same markup in every phase, so the flip changes nothing above the buttons. */
export function TitleBlock({ page }: TitleBlockProps) {
  const past = page.phase === 'live' || page.phase === 'ended';
  return (
    <header className="title-block">
      <h1>
        <span className="artist" dir="auto">
          {page.artist}
        </span>{' '}
        <span className="title" {...titleProps(page.title)} dir="auto">
          {page.title}
        </span>
      </h1>
      <p className="imprint">
        <span>{KIND_WORDS[page.kind]}</span>{' '}
        <time dateTime={page.dateTime}>{past ? `Released ${page.dateWords}` : page.dateWords}</time>
      </p>
    </header>
  );
}
