import { readFileSync } from 'node:fs';
import type { Answer } from './answer';

let picture: Buffer | undefined;

/** The one cover that every release of the sandbox has: a JPEG of 1400 pixels, whatever size was asked for. */
export function coverPicture(): Answer {
  picture ??= readFileSync(new URL('../artwork/midnight.jpg', import.meta.url));
  return { status: 200, headers: { 'content-type': 'image/jpeg' }, body: '', bytes: picture };
}
