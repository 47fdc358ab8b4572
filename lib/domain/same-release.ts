/** Folds a name to what two catalogues agree on: no case, no accents, no punctuation, no "feat." and no "(Deluxe)" brackets. */
function fold(name: string): string {
  const bare = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[([{].*?[)\]}]/gu, ' ')
    .replace(/\b(feat|ft|featuring)\b.*$/u, ' ')
    .replace(/ - (single|ep)$/u, ' ')
    .replace(/&/gu, ' and ');
  const words = bare.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return words || name.normalize('NFKD').toLowerCase().trim();
}

export type Named = { artist: string; title: string };

/** A catalogue entry that a code led to, as it is put before the artist when its names do not agree. */
export type Candidate = Named & { uri: string; url: string };

/**
 * Whether a catalogue's entry is the release the artist means: the titles fold to the same, and one artist credit contains the
 * other ("Ada" and "Ada, Björk"). A code alone proves nothing: UPCs are reused and mistyped.
 */
export function isSameRelease(ours: Named, theirs: Named): boolean {
  if (fold(ours.title) !== fold(theirs.title)) return false;
  const [a, b] = [` ${fold(ours.artist)} `, ` ${fold(theirs.artist)} `];
  return a.includes(b) || b.includes(a);
}
