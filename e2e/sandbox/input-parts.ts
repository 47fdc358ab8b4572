import { z } from 'zod';
import { SPOTIFY_ID } from './identifiers';

export const market = z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters, such as GB');
export const name = z.string().min(1).max(1000);
export const spotifyId = z.string().regex(SPOTIFY_ID, 'must be 22 letters and digits');
export const instant = z.number().int('must be epoch milliseconds');
export const count = z.number().int().min(0);
export const pattern = z.string().refine(isPattern, 'must be a regular expression');

function isPattern(source: string): boolean {
  try {
    return Boolean(new RegExp(source));
  } catch {
    return false;
  }
}
