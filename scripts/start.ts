// npm start: the built app, once its settings are right.
import { readEnv } from '../lib/env';
import { hasBuild } from './app';
import { endProcess } from './lifetime';
import { startNode, toolPath } from './processes';

const read = readEnv(process.env);
if (!read.ok) {
  console.error('Upbeat cannot start with these settings:');
  for (const problem of read.problems) console.error(`- ${problem}`);
  process.exit(1);
}
if (!hasBuild()) {
  console.error('There is no production build; run `npm run build` first.');
  process.exit(1);
}
const port = process.env['PORT'] || '3000';
const args = [toolPath('next', 'next'), 'start', '-p', port, ...process.argv.slice(2)];
const app = startNode({ name: 'app', args, env: { NODE_ENV: 'production' }, output: 'raw' });
await endProcess(await app.exited);
