// Whether the README's tables of services are what the rows say. Part of `npm run check`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths';
import { withServices } from './services-table';

const file = join(ROOT, 'README.md');
const readme = readFileSync(file, 'utf8');
const isCurrent = (await withServices(file, readme)) === readme;
console.log(isCurrent ? 'README.md is current' : 'README.md is stale: run `npm run readme`');
process.exit(isCurrent ? 0 : 1);
