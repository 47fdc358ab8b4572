import type { Channel } from './channels';
import type { Release } from './release';
import { dateWords, shortDate } from './release-words';
import type { Named } from './same-release';

/** A text ready to paste. `limit` is what the network takes (characters as it counts them), null where none matters. */
export type ShareText = { text: string; limit: number | null; length: number };

/** `rolling`: out where midnight has been, and not yet elsewhere. */
export type Outness = 'ahead' | 'rolling' | 'out';

export type Shared = Named & { release: Release; outness: Outness; address: string };

/** How long a post may be. Sources: X's "Counting characters" (a link is 23 of them), Instagram's and TikTok's help pages. */
const LIMITS: Record<
  string,
  { limit: number; /** what any link counts as */ link?: number; /** as X weighs letters */ weighted?: true }
> = {
  x: { limit: 280, link: 23, weighted: true },
  'instagram-bio': { limit: 150 },
  'instagram-story': { limit: 2_200 },
  tiktok: { limit: 2_200 },
};

const ELLIPSIS = '…';

/** The characters a network counts: letters with their marks and joined emoji are one each to a reader, and here. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const graphemes = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);

/**
 * X counts an emoji of whatever parts as two, and so a letter outside these ranges, such as every Chinese, Japanese and Korean one
 * ("Counting characters"; the ranges are those of its twitter-text, configuration 3).
 */
const LIGHT = [
  [0, 4_351],
  [8_192, 8_205],
  [8_208, 8_223],
  [8_242, 8_247],
] as const;

function weight(letter: string): number {
  if (/\p{Emoji_Presentation}|\uFE0F|\p{Regional_Indicator}/u.test(letter)) return 2;
  return [...letter.normalize('NFC')].reduce((sum, character) => {
    const code = character.codePointAt(0) ?? 0;
    return sum + (LIGHT.some(([from, to]) => from <= code && code <= to) ? 1 : 2);
  }, 0);
}

/** How long a text is as this channel counts it, whatever has been changed in it. */
export function lengthIn(channel: Pick<Channel, 'code'>, text: string, address: string): number {
  const { link, weighted } = LIMITS[channel.code] ?? {};
  const length = (part: string) =>
    weighted ? graphemes(part).reduce((sum, letter) => sum + weight(letter), 0) : graphemes(part).length;
  return link !== undefined && text.includes(address) ? length(text) - length(address) + link : length(text);
}

/** What an announcement in this channel can say: nothing but the names, the announced time, and what the link does. */
export function shareText(channel: Pick<Channel, 'code' | 'medium'>, shared: Shared): ShareText {
  const rule = LIMITS[channel.code];
  const words = wordsFor(channel.medium, shared);
  const counted = (text: string) => lengthIn(channel, text, shared.address);
  const fits = (text: string) => !rule || counted(text) <= rule.limit;
  const text = words.find(fits) ?? shortened(shared, fits);
  return { text, limit: rule?.limit ?? null, length: counted(text) };
}

/** The same in fewer and fewer words, so that a long title still leaves room for the link. */
function wordsFor(medium: string, { artist, title, release, outness, address }: Shared): string[] {
  const name = `${artist} – ${title}`;
  if (outness === 'rolling')
    return [`${name} comes out at midnight where you are: ${address}`, `${title}, out at your midnight: ${address}`];
  if (outness === 'out')
    return medium === 'email'
      ? [`${name} is out now.\n\nListen on your service: ${address}`, `${name}\n${address}`]
      : [`${name} is out now. Listen where you like: ${address}`, `${name}: out now ${address}`];
  const when = dateWords(release);
  if (medium === 'email')
    return [
      `${name} comes out on ${when}.\n\nPre-save it with one tap, and your service has it for you on the day. No account, no e-mail address:\n${address}`,
      `${name}, ${shortDate(release)}\n${address}`,
    ];
  if (medium === 'bio')
    return [
      `${name}, out ${shortDate(release)}. Pre-save ↓\n${address}`,
      `${title}, ${shortDate(release)} ↓\n${address}`,
    ];
  return [
    `${name} comes out on ${when}. Pre-save it now and your service has it for you on the day: ${address}`,
    `${name}, out ${shortDate(release)}. Pre-save: ${address}`,
    `${title}: ${address}`,
  ];
}

/** As much of the title as there is room for; the link is never cut. */
function shortened({ title, address }: Shared, fits: (text: string) => boolean): string {
  const letters = graphemes(title);
  for (let n = letters.length; n > 0; n -= 1) {
    const text = `${letters.slice(0, n).join('').trimEnd()}${n < letters.length ? ELLIPSIS : ''} ${address}`;
    if (fits(text)) return text;
  }
  return address;
}
