import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

let pictures: Record<string, string> | null = null;

/** Eight MB once unpacked, so it waits for the first emoji. */
function all(): Record<string, string> {
  const file = join(fileURLToPath(new URL('.', import.meta.url)), 'fonts', 'emoji.json.br');
  pictures ??= JSON.parse(brotliDecompressSync(readFileSync(file)).toString()) as Record<string, string>;
  return pictures;
}

/** The picture of an emoji grapheme as a data URI, or null when it is none or has none. Names: Twemoji's, code points in hex. */
export function emojiPicture(grapheme: string): string | null {
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(grapheme)) return null;
  const points = [...grapheme].map(char => (char.codePointAt(0) ?? 0).toString(16));
  // Twemoji drops the variation selector unless the emoji is a joined sequence, and there it keeps most but not all.
  const bare = points.filter(point => point !== 'fe0f').join('-');
  const svg = [points.includes('200d') ? points.join('-') : bare, bare].map(name => own(all(), name)).find(Boolean);
  return svg ? `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` : null;
}

function own(record: Record<string, string>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
