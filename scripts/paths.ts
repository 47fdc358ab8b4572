import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root folder, absolute, without a trailing slash. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Git-ignored folder for everything that the scripts make: databases, local secrets, build stamps. */
export const STATE = join(ROOT, '.upbeat');
