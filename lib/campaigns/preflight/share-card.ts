import { CARD_NETWORK_NAMES, CARD_NETWORKS, type CardHead, type CardNetwork } from '../../domain/preflight';
import { listWords } from '../../domain/list-words';
import type { Found } from '../../domain/preflight';
import type { Check, PreflightContext } from './check';
import { readHead } from './read-head';

/**
 * As the crawlers name themselves, seen in the logs and tests of many public projects. Only Meta's own pages name theirs ("Web
 * Crawlers"). Apple's Messages borrows Facebook's and X's names (Stack Overflow, question 41499402).
 */
const AGENTS: Record<CardNetwork, string> = {
  facebook: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  x: 'Twitterbot/1.0',
  whatsapp: 'WhatsApp/2.24.6.77 A',
  discord: 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
  imessage:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
};

/** WhatsApp may leave larger ones out: developers report limits from 300 kB to 600 kB, and it publishes none. */
const LARGEST_BYTES = 300_000;

const MEND_ADDRESS =
  'See that APP_URL is the address people use, that it leads to this deployment, and that no login stands before it.';

/** Whether a link to the page becomes a card: the page's own head, fetched by its public address as each crawler does. */
export const shareCardCheck = (ctx: PreflightContext): Check => ({
  id: 'share-card',
  title: 'Share card',
  run: signal => shareCard(ctx, signal),
  late: {
    found: `${ctx.appUrl} did not answer in time from here.`,
    fanSees: 'A bare link without a picture, or no page at all.',
    mend: MEND_ADDRESS,
  },
});

async function shareCard(ctx: PreflightContext, signal: AbortSignal): Promise<Found> {
  if (ctx.headToBe) {
    const cards = Object.fromEntries(CARD_NETWORKS.map(network => [network, ctx.headToBe]));
    return {
      state: 'skipped',
      found: 'Not public yet, so no network can fetch it. The cards below are drawn from what the page will say.',
      cards,
    };
  }
  const read = await Promise.all(
    CARD_NETWORKS.map(async network => [network, await headFor(ctx, network, signal)] as const),
  );
  const shut = read.filter(([, head]) => head === null).map(([network]) => CARD_NETWORK_NAMES[network]);
  const cards: Partial<Record<CardNetwork, CardHead>> = Object.fromEntries(read.filter(([, head]) => head !== null));
  if (shut.length > 0)
    return {
      state: 'fail',
      found: `${ctx.appUrl}/${ctx.campaign.slug} gives ${listWords(shut)} no page.`,
      fanSees: 'A bare link where a card should be.',
      mend: MEND_ADDRESS,
      cards,
    };
  const heads = Object.values(cards);
  if (heads.some(({ title, description, image }) => !title || !description || !image))
    return {
      state: 'fail',
      found: 'The page’s head lacks a title, a description or a picture.',
      fanSees: 'A card without them.',
      mend: 'Add artwork and save the campaign again: the picture is made from it.',
      cards,
    };
  return { ...(await picture(ctx, heads[0]?.image ?? '', signal)), cards };
}

async function headFor(
  { appUrl, campaign, fetch }: PreflightContext,
  network: CardNetwork,
  signal: AbortSignal,
): Promise<CardHead | null> {
  const headers = { 'user-agent': AGENTS[network], accept: 'text/html' };
  const answer = await fetch(`${appUrl}/${campaign.slug}`, { headers, cache: 'no-store', signal }).catch(() => null);
  return answer?.ok ? readHead(await answer.text()) : null;
}

async function picture({ fetch }: PreflightContext, url: string, signal: AbortSignal): Promise<Found> {
  const headers = { 'user-agent': AGENTS.facebook };
  const answer = await fetch(url, { headers, cache: 'no-store', signal }).catch(() => null);
  const type = answer?.headers.get('content-type') ?? '';
  if (!answer?.ok || !type.startsWith('image/'))
    return {
      state: 'fail',
      found: `The picture at ${url} cannot be fetched.`,
      fanSees: 'A card without a picture.',
      mend: MEND_ADDRESS,
    };
  const bytes = (await answer.arrayBuffer()).byteLength;
  const size = `${Math.round(bytes / 1000)} kB`;
  if (bytes > LARGEST_BYTES)
    return {
      state: 'warn',
      found: `The picture has ${size}; WhatsApp may leave it out.`,
      fanSees: 'On WhatsApp, a card without a picture.',
      mend: 'Save the campaign again with a simpler artwork: the picture is made from it.',
    };
  return { state: 'ok', found: `All five are given title, text and picture (${size}).` };
}
