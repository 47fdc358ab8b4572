// The sandbox as a process: `node --import tsx e2e/sandbox/main.ts --port 4000`.
import { parseArgs } from 'node:util';
import { startSandbox } from './server';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('--port wants a number from 0 to 65535.');
  process.exit(1);
}

const sandbox = await startSandbox({ port });
console.log(`sandbox ready ${sandbox.url} ${sandbox.smtpUrl}`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void sandbox.close().then(() => process.exit(0));
  });
}
