import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths';

const SOURCE = /\.(ts|tsx|mjs)$/;
const SKIPPED = /(^|\/)node_modules\//;

/** Source files under these folders, as paths from the root with forward slashes, in a stable order. */
export function sourceFiles(folders: readonly string[], root: string = ROOT): string[] {
  return folders
    .filter(folder => existsSync(join(root, folder)))
    .flatMap(folder => {
      const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
      return names.map(name => `${folder}/${name.replaceAll('\\', '/')}`);
    })
    .filter(name => SOURCE.test(name) && !SKIPPED.test(name))
    .toSorted();
}
