import { createHash } from 'node:crypto';
import type { Release } from '../domain/release';
import { dateWords } from '../domain/release-words';
import type { Theme } from '../domain/theme';
import { renderShareCards } from '../media/share-card';
import type { Picture } from '../media/store';

const CARD = { width: 1200, height: 630 };

export type Cards = { before: Picture; out: Picture; notes: string[] };

/**
 * Both share pictures of a campaign, drawn when it is saved: the one for before the release and the one that says it is out. At
 * the release moment the page only points at the other address, so nothing is rendered when everybody is looking.
 */
export async function drawCards(
  campaign: { artist: string; title: string; release: Release },
  theme: Theme,
  artworkJpeg: Buffer | null,
): Promise<Cards> {
  const common = { artist: campaign.artist, title: campaign.title, artworkJpeg, theme };
  const [before, out] = await renderShareCards([
    { ...common, line: `Out ${dateWords(campaign.release)}` },
    { ...common, line: 'Out now' },
  ]);
  if (!before || !out) throw new Error('two cards were asked for and fewer came');
  const notes =
    before.fallback || out.fallback
      ? ['The share picture could not be drawn with its text: it shows the artwork alone.']
      : [];
  return { before: toPicture(before), out: toPicture(out), notes };
}

function toPicture({ bytes, contentType }: { bytes: Buffer; contentType: string }): Picture {
  return { hash: createHash('sha256').update(bytes).digest('hex'), bytes, contentType, ...CARD };
}
