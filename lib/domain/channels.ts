import { suggestSlug } from './slug';

/**
 * A place where the link is put. `code` is what the page counts by (at most 40 of a-z, 0-9 and hyphens), `source` and `medium` are
 * for the artist's own analytics (UTM).
 */
export type Channel = { code: string; name: string; source: string; medium: string };

/** The places nearly every campaign has. */
export const CHANNELS: readonly Channel[] = [
  { code: 'instagram-bio', name: 'Instagram bio', source: 'instagram', medium: 'bio' },
  { code: 'instagram-story', name: 'Instagram story', source: 'instagram', medium: 'story' },
  { code: 'tiktok', name: 'TikTok', source: 'tiktok', medium: 'bio' },
  { code: 'youtube', name: 'YouTube', source: 'youtube', medium: 'description' },
  { code: 'facebook', name: 'Facebook', source: 'facebook', medium: 'post' },
  { code: 'x', name: 'X', source: 'x', medium: 'post' },
  { code: 'whatsapp', name: 'WhatsApp', source: 'whatsapp', medium: 'message' },
  { code: 'discord', name: 'Discord', source: 'discord', medium: 'message' },
  { code: 'newsletter', name: 'Newsletter', source: 'newsletter', medium: 'email' },
  { code: 'website', name: 'Website', source: 'website', medium: 'link' },
  { code: 'ad', name: 'Ad', source: 'ad', medium: 'paid' },
  { code: 'poster', name: 'Poster (QR)', source: 'poster', medium: 'print' },
];

const LONGEST_CODE = 40;

/** How many of their own an artist can name for one campaign. */
export const MAX_OWN_CHANNELS = 60;

/** A channel of the artist's own from the name they gave it, or why it will not do, in words for them. */
export function ownChannel(
  name: string,
  taken: readonly Channel[],
): { ok: true; channel: Channel } | { ok: false; message: string } {
  const given = name.trim();
  if (given === '') return { ok: false, message: 'Give the channel a name, such as “Release party flyer”.' };
  if (given.length > 60) return { ok: false, message: 'Shorten the name to 60 characters.' };
  const code = codeOf(given, taken);
  const same = taken.find(channel => channel.name.toLowerCase() === given.toLowerCase());
  if (same) return { ok: false, message: `There is a channel “${same.name}” already.` };
  return { ok: true, channel: { code, name: given, source: code, medium: 'link' } };
}

/** A name without a Latin letter still gets a code, and two that would be the same are told apart by a number. */
function codeOf(name: string, taken: readonly Channel[]): string {
  const bare = suggestSlug(name)
    .replace(/^my-release$/, 'channel')
    .slice(0, LONGEST_CODE - 3)
    .replace(/-+$/, '');
  for (let n = 1; ; n += 1) {
    const code = n === 1 ? bare : `${bare}-${n}`;
    if (!taken.some(channel => channel.code === code)) return code;
  }
}

/** The campaign's address as it is put in one channel. `c` is what our own numbers read; the rest is for anyone's. */
export function channelAddress(campaignUrl: string, { code, source, medium }: Channel): string {
  const url = new URL(campaignUrl);
  const campaign = url.pathname.slice(1);
  for (const [name, value] of [
    ['c', code],
    ['utm_source', source],
    ['utm_medium', medium],
    ['utm_campaign', campaign],
  ] as const)
    url.searchParams.set(name, value);
  return url.href;
}

/** The same for a printed code: what our own numbers read and nothing else, so that it has fewer and larger modules. */
export function printedAddress(campaignUrl: string, { code }: Pick<Channel, 'code'>): string {
  const url = new URL(campaignUrl);
  url.searchParams.set('c', code);
  return url.href;
}
