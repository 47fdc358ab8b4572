// npm test: the whole proof. The last line is the sum, whatever happened before it.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './app';
import { reportPath, runChecks, vitestArgs } from './checks';
import { endProcess } from './lifetime';
import { STATE } from './paths';
import { startNode, toolPath } from './processes';
import { type Counts, countPlaywright, countRun, countVitest, total } from './reports';

const FAILED: Counts = { passed: 0, failed: 1 };

/** What may be named on the command line, in the order in which it runs. */
const STAGES: Record<string, () => Promise<Counts[]>> = {
  check: () => runChecks(),
  unit: () => runChecks('unit'),
  db: async () => [await runTests('db', vitestArgs('db'), countVitest)],
  e2e: buildAndBrowse,
};
const ALL = ['check', 'db', 'e2e'];

async function runTests(name: string, args: string[], count: (report: unknown) => Counts): Promise<Counts> {
  const file = reportPath(name);
  mkdirSync(join(STATE, 'reports'), { recursive: true });
  // An old report must not speak for a run that never happened.
  rmSync(file, { force: true });
  const env = { TZ: 'Asia/Kathmandu', PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const code = await startNode({ name, args, env, output: 'raw' }).exited;
  return countRun(code, file, count);
}

async function buildAndBrowse(): Promise<Counts[]> {
  try {
    const made = await buildApp({ output: 'prefixed' });
    console.log(made ? 'Production build made.' : 'Production build is current.');
  } catch (error) {
    console.error(error instanceof Error ? error.message.split('\n')[0] : error);
    return [FAILED, FAILED];
  }
  const browser = await runTests('e2e', [toolPath('@playwright/test', 'playwright'), 'test'], countPlaywright);
  return [{ passed: 1, failed: 0 }, browser];
}

async function runStage(name: string): Promise<Counts[]> {
  const started = performance.now();
  console.log(`\n== ${name}`);
  const stage = STAGES[name];
  if (!stage) {
    console.error(`There is no stage named ${name}; choose from ${Object.keys(STAGES).join(', ')}.`);
    return [FAILED];
  }
  try {
    const counts = await stage();
    const { passed, failed } = total(counts);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`== ${name}: ${passed} passed, ${failed} failed in ${seconds} s`);
    return counts;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return [FAILED];
  }
}

const asked = process.argv.slice(2);
const counts: Counts[] = [];
for (const name of asked.length > 0 ? asked : ALL) counts.push(...(await runStage(name)));
const { passed, failed } = total(counts);
await endProcess(failed > 0 ? 1 : 0, `${passed} passed, ${failed} failed`);
