// npm run readme: writes the README's tables of services from the rows in lib/domain/capability.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths';
import { withServices } from './services-table';

const file = join(ROOT, 'README.md');
const text = await withServices(file, readFileSync(file, 'utf8'));
if (text === null) throw new Error('README.md has no place for the tables of services: put their two comments back');
writeFileSync(file, text);
