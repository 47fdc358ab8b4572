// A process of its own for Satori: bounded in memory and time by its parent, without a network, fed with cleaned text only.
import { Socket } from 'node:net';
import { ImageResponse } from '@vercel/og';
import { CARD, ShareCard, type SetText } from '../../components/card/share-card';
import { emojiPicture } from './card-emoji';
import { cardFaces, cardFonts, type Voice } from './card-fonts';
import { setText, type Room } from './card-lines';
import { cardText } from './card-text';
import type { CardRequest } from './share-card';

// Satori asks Google for letters and a CDN for emoji that it does not have. It is given all it draws; a card for which it asked all
// the same is not drawn, so a hole in the coverage shows up as a card without text and never as a request.
let asked = 0;
function refuse(): never {
  asked += 1;
  throw new Error('the share card reaches for no network');
}
const fetchData = globalThis.fetch;
// Yoga unpacks itself by fetching a data: address, which asks nobody.
globalThis.fetch = async (input, init) =>
  typeof input === 'string' && input.startsWith('data:') ? fetchData(input, init) : refuse();
Socket.prototype.connect = refuse;

const TITLE = { sizes: [164, 148, 132, 118, 106, 96, 86, 78, 70, 62, 56, 50, 44, 40], tracking: -0.022 };
const LINE = { sizes: [72, 62, 54, 48, 42, 38, 34], tracking: -0.015, lines: 2, height: 106, keepNumbers: true };
const ARTIST = { sizes: [38, 34, 30], tracking: -0.005, lines: 2, height: 84 };
/** Between artist and title, and the least between title and line, px. */
const GAPS = 12 + 28;

function set(text: string, voice: Voice, room: Room): SetText {
  return setText(cardText(text, { faces: cardFaces(voice), emoji: emojiPicture }), room);
}

function heightOf({ lines, size, leading }: SetText): number {
  return lines.length * size * leading;
}

async function draw(card: CardRequest): Promise<string> {
  const before = asked;
  const width = card.artwork ? CARD.width - CARD.spine - CARD.cover - 2 * CARD.padX : CARD.width - CARD.spine - 2 * 64;
  const artist = set(card.artist, 'text', { ...ARTIST, width });
  const line = set(card.line, 'display', { ...LINE, width });
  const height = CARD.height - 2 * (card.artwork ? CARD.padY : 56) - heightOf(artist) - heightOf(line) - GAPS;
  const title = set(card.title, 'display', { ...TITLE, width, height, lines: 8 });
  const used = new Set(['bricolage-display-latin']);
  for (const run of [artist, title, line].flatMap(text => text.lines.flat()))
    if (run.kind === 'text') used.add(run.font);
  const image = new ImageResponse(
    <ShareCard artist={artist} title={title} line={line} palette={card.palette} artwork={card.artwork} />,
    { width: CARD.width, height: CARD.height, fonts: cardFonts(used) },
  );
  const png = Buffer.from(await image.arrayBuffer()).toString('base64');
  return asked === before ? png : '';
}

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const cards = JSON.parse(Buffer.concat(chunks).toString()) as CardRequest[];
for (const card of cards) {
  const png = await draw(card).catch(() => '');
  process.stdout.write(`${png}\n`);
}
