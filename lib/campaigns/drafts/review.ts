import { clock } from '../../clock';
import { database, type Db } from '../../db';
import { adviceFor, type Advice, type CatalogueWord, type SpotifyReach } from '../../domain/advice';
import { parseUpc } from '../../domain/codes';
import { deploymentOf } from '../../domain/deployment';
import { releaseIn, servicesIn, type DraftFields } from '../../domain/draft-fields';
import type { FoundInCatalogue } from '../../domain/found-release';
import { RELEASE_KINDS } from '../../domain/release';
import { parseServiceLink } from '../../domain/service-link';
import { parseSlug } from '../../domain/slug';
import { env } from '../../env';
import { isAddressFree } from '../addresses';

/** How the end of the link stands, for whoever types it. */
export type AddressStanding = { ok: boolean; message: string };

/** What is said beside the fields while somebody fills them in. */
export type Review = { advice: Advice[]; address: AddressStanding };

type Reviewed = {
  fields: DraftFields;
  found: readonly FoundInCatalogue[];
  hasArtwork: boolean;
  workspace: string;
  /** the campaign that is being edited */ campaignId: string | null;
};

/** Advice for a form as it stands, and whether its address is free. */
export async function reviewDraft(of: Reviewed, db: Db = database().db): Promise<Review> {
  return { advice: adviceOn(of), address: await addressOf(of, db) };
}

async function addressOf({ fields, workspace, campaignId }: Reviewed, db: Db): Promise<AddressStanding> {
  const typed = fields['slug'] ?? '';
  if (typed.trim() === '') return { ok: false, message: '' };
  const parsed = parseSlug(typed);
  if (!parsed.ok) return { ok: false, message: parsed.message };
  const free = await isAddressFree(db, parsed.slug, workspace, campaignId ?? undefined);
  return free
    ? { ok: true, message: 'Free.' }
    : { ok: false, message: 'Taken. Add a word, such as the artist’s name or the year.' };
}

function adviceOn({ fields, found, hasArtwork }: Reviewed): Advice[] {
  const upc = parseUpc(fields['upc'] ?? '');
  const services = servicesIn(fields).map(({ dsp, url, countdownUrl }) => {
    const link = url ? parseServiceLink(dsp, url) : null;
    return {
      dsp,
      url: link?.ok ? link.url : null,
      uri: (link?.ok && link.uri) || null,
      countdownUrl: countdownUrl || null,
    };
  });
  return adviceFor({
    plan: {
      artist: fields['artist'] ?? '',
      title: fields['title'] ?? '',
      kind: RELEASE_KINDS.find(kind => kind === fields['kind']) ?? null,
      release: releaseIn(fields),
      upc: upc.ok ? upc.upc : null,
      isrcs: (fields['isrcs'] ?? '').split(/[\s,;]+/).filter(Boolean),
      hasArtwork,
      services,
    },
    catalogue: wordsOn(found, services),
    spotify: spotifyReach(),
    now: clock.now(),
  });
}

/** What the catalogues say of the links that are in the form now. */
function wordsOn(
  found: readonly FoundInCatalogue[],
  services: readonly { dsp: string; url: string | null }[],
): CatalogueWord[] {
  return found.flatMap(({ dsp, match }) =>
    match && services.some(service => service.dsp === dsp && service.url === match.url)
      ? [{ dsp, artist: match.artist, title: match.title, upc: match.upc, releaseDate: match.releaseDate }]
      : [],
  );
}

function spotifyReach(): SpotifyReach {
  return deploymentOf(env()).savers.spotify ?? 'nobody';
}
