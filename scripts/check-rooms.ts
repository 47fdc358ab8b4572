// Who may import whom, and the few names that belong in one place only. Part of `npm run check`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths';
import { checkSource } from './room-rules';
import { APP_FOLDERS, APP_ROOT_FILES } from './rooms';
import { sourceFiles } from './source-files';

const files = [...APP_ROOT_FILES.filter(file => existsSync(join(ROOT, file))), ...sourceFiles(APP_FOLDERS)];
const violations = files.flatMap(file => checkSource(file, readFileSync(join(ROOT, file), 'utf8')));
for (const { file, line, what, rule } of violations) console.error(`${file}:${line}: ${what} (${rule})`);
console.log(`${files.length} files, ${violations.length} forbidden imports or uses`);
process.exit(violations.length === 0 ? 0 : 1);
