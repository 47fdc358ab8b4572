import { upcPaddings } from './codes';
import { DSP_NAMES, type Dsp } from './dsp';
import type { Release, ReleaseKind } from './release';
import { firstMoment } from './release-moment';
import { isSameRelease, type Named } from './same-release';

/** What an artist has filled in so far; null and empty are what is still missing. */
export type Plan = Named & {
  kind: ReleaseKind | null;
  release: Release | null;
  upc: string | null;
  isrcs: readonly string[];
  hasArtwork: boolean;
  services: readonly { dsp: Dsp; url: string | null; uri: string | null; countdownUrl: string | null }[];
};

/** What a service's own catalogue says under a link or code of the plan. */
export type CatalogueWord = Named & { dsp: Dsp; upc: string | null; releaseDate: string | null };

/** Whom this deployment saves for on Spotify. */
export type SpotifyReach = 'everyone' | 'listed' | 'nobody';

export type Advised = {
  plan: Plan;
  catalogue: readonly CatalogueWord[];
  spotify: SpotifyReach;
  /** epoch ms */ now: number;
};

/** The field an advice stands beside. */
export type AdviceField = 'release' | 'kind' | 'upc' | 'artwork' | 'services' | `services.${Dsp}`;

/** `weight`: a `fault` is wrong as it stands, a `hint` could be better. `fans`: what a fan would meet. `mend`: the way on. */
export type Advice = {
  id: string;
  field: AdviceField;
  weight: 'fault' | 'hint';
  says: string;
  fans: string;
  mend: string;
};

const DAY_MS = 86_400_000;
const FORTNIGHT_DAYS = 14;

const bare = (name: string) => name.trim() !== '';

/**
 * What an artist should know before the link goes out, each beside the field it is about, the faults first. Sources: Apple's "Music
 * pre-releases" and AWAL's help (a one-track single cannot be pre-added), Spotify's "Countdown Pages" (albums and EPs) and "Music
 * not live on release day" (delivered less than five working days ahead may come late).
 */
export function adviceFor(advised: Advised): Advice[] {
  const all = [
    ...timeAdvice(advised),
    ...appleAdvice(advised),
    ...spotifyAdvice(advised),
    ...codeAdvice(advised),
    ...catalogueAdvice(advised),
    ...artworkAdvice(advised),
  ];
  return [...all.filter(({ weight }) => weight === 'fault'), ...all.filter(({ weight }) => weight === 'hint')];
}

function timeAdvice({ plan: { release }, now }: Advised): Advice[] {
  if (!release) return [];
  const left = firstMoment(release) - now;
  if (left <= 0)
    return [
      {
        id: 'already_out',
        field: 'release',
        weight: 'hint',
        says: 'This date has passed.',
        fans: 'They see the listening page at once; there is nothing to pre-save.',
        mend: 'Correct the date if the release is still to come.',
      },
    ];
  if (left >= FORTNIGHT_DAYS * DAY_MS) return [];
  const days = Math.ceil(left / DAY_MS);
  return [
    {
      id: 'short_notice',
      field: 'release',
      weight: 'hint',
      says: `${days === 1 ? 'One day is' : `${days} days are`} left; two to four weeks are usual.`,
      fans: 'Fewer of them hear of it in time, and a release delivered within five working days may come late on Spotify.',
      mend: 'Publish today, and ask your distributor whether the release has been delivered.',
    },
  ];
}

function appleAdvice({ plan: { services, kind } }: Advised): Advice[] {
  const apple = services.find(({ dsp }) => dsp === 'appleMusic');
  if (!apple)
    return [
      {
        id: 'no_apple',
        field: 'services',
        weight: 'hint',
        says: 'Apple Music is missing.',
        fans: 'Listeners on Apple Music find no button of theirs.',
        mend: 'Add Apple Music, even without a link: it is found by its UPC.',
      },
    ];
  if (kind !== 'single') return [];
  return [
    {
      id: 'apple_single',
      field: 'services.appleMusic',
      weight: 'hint',
      says: 'Apple takes no pre-adds of a single with one track.',
      fans: 'The button still works: the single is added on release day instead of now.',
      mend: 'Nothing to do. An EP or album with one track out ahead can be pre-added.',
    },
  ];
}

function spotifyAdvice({ plan: { services, kind }, spotify }: Advised): Advice[] {
  const link = services.find(({ dsp }) => dsp === 'spotify');
  if (!link || spotify === 'everyone' || link.countdownUrl !== null) return [];
  const says =
    spotify === 'listed'
      ? 'Spotify lets this app save for five listed listeners only.'
      : 'This app has no permission to save on Spotify.';
  const mend =
    kind === 'single'
      ? 'Spotify has no Countdown Pages for singles. The reminder and the other services remain.'
      : 'If Spotify for Artists offers you a Countdown Page, paste its link: it becomes the button.';
  return [
    {
      id: 'no_spotify_tier',
      field: 'services.spotify',
      weight: 'hint',
      says,
      fans: 'On Spotify they get a link and a calendar reminder instead of a pre-save.',
      mend,
    },
  ];
}

function codeAdvice({ plan: { upc, isrcs } }: Advised): Advice[] {
  if (upc !== null || isrcs.length > 0) return [];
  return [
    {
      id: 'no_code',
      field: 'upc',
      weight: 'hint',
      says: 'There is no UPC and no ISRC yet.',
      fans: 'Services without a link of yours cannot be found on release day, and nothing is saved there.',
      mend: 'Your distributor shows the UPC beside the release; add it as soon as you have it.',
    },
  ];
}

/** The catalogue's words against the artist's: a wrong link is found while there is time. */
function catalogueAdvice({ plan, catalogue }: Advised): Advice[] {
  return catalogue.flatMap(word => {
    const name = DSP_NAMES[word.dsp];
    const field = `services.${word.dsp}` as const;
    if (bare(plan.title) && bare(plan.artist) && !isSameRelease(plan, word))
      return [
        {
          id: `other_release_${word.dsp}`,
          field,
          weight: 'fault' as const,
          says: `On ${name} this is “${word.title}” by ${word.artist}.`,
          fans: `On ${name} they would get another release, or nothing, because names that do not agree are not saved.`,
          mend: 'Paste the link of the right release, or correct the names if it is yours.',
        },
      ];
    return [...upcAdvice(plan, word), ...dateAdvice(plan, word)];
  });
}

function upcAdvice({ upc }: Plan, word: CatalogueWord): Advice[] {
  if (upc === null || word.upc === null || upcPaddings(upc).some(code => upcPaddings(word.upc ?? '').includes(code)))
    return [];
  const name = DSP_NAMES[word.dsp];
  return [
    {
      id: `upc_${word.dsp}`,
      field: 'upc',
      weight: 'fault',
      says: `${name} lists this release under the UPC ${word.upc}, not ${upc}.`,
      fans: 'Services that are found by the UPC would open another release, or none.',
      mend: 'Compare both with your distributor, and keep the one of this edition.',
    },
  ];
}

function dateAdvice({ release }: Plan, word: CatalogueWord): Advice[] {
  if (release?.mode !== 'local-midnight' || word.releaseDate === null || word.releaseDate === release.date) return [];
  const name = DSP_NAMES[word.dsp];
  return [
    {
      id: `date_${word.dsp}`,
      field: 'release',
      weight: 'fault',
      says: `${name} has it for ${word.releaseDate}, this page for ${release.date}.`,
      fans: `The page would turn on ${release.date}, whatever ${name} does; nothing is saved before ${name} has it.`,
      mend: 'Ask your distributor which date was delivered, and set it here.',
    },
  ];
}

function artworkAdvice({ plan: { hasArtwork } }: Advised): Advice[] {
  if (hasArtwork) return [];
  return [
    {
      id: 'no_artwork',
      field: 'artwork',
      weight: 'hint',
      says: 'There is no artwork yet.',
      fans: 'The page and its picture on social networks show the title on plain colour.',
      mend: 'Upload the cover, 1200 pixels or more on each side.',
    },
  ];
}
