import type { Dsp } from '@/lib/domain/dsp';

/** Two letters per service, as on a record's label. The services' logos are theirs and come with rules; a label's stamp does not. */
const STAMPS: Record<Dsp, string> = {
  spotify: 'Sp',
  appleMusic: 'Ap',
  deezer: 'De',
  tidal: 'Ti',
  soundcloud: 'Sc',
  youtubeMusic: 'Yt',
  amazonMusic: 'Am',
  boomplay: 'Bo',
  audiomack: 'Au',
};

/** A service's stamp, a small record label in the text's own colour. The name always stands beside it in words. */
export function ServiceMark({ dsp }: { dsp: Dsp }) {
  return (
    <span className="stamp" aria-hidden="true">
      {STAMPS[dsp]}
    </span>
  );
}
