import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { STATE } from './paths';
import { startNode, toolPath } from './processes';
import { type Counts, countRun, countVitest } from './reports';

const AT_ONCE = 2;
const UNIT_REPORT = reportPath('unit');

/** One part of `npm run check`: programs that run one after another, the next only if the one before went well. */
interface Part {
  name: string;
  steps: string[][];
  /** Where its tests are counted; without one, the part as a whole is one test. */
  report?: string;
}

/** Where a test run leaves its JSON report. */
export function reportPath(name: string): string {
  return join(STATE, 'reports', `${name}.json`);
}

/** vitest's arguments for one project, with its counts left in `reportPath(project)`. */
export function vitestArgs(project: 'unit' | 'db'): string[] {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath(project)}`];
  return [toolPath('vitest', 'vitest'), 'run', '--project', project, ...reporters];
}

const tsx = (script: string) => ['--import', 'tsx', `scripts/${script}.ts`];

function parts(): Part[] {
  const next = toolPath('next', 'next');
  // The slowest first, so that the short ones fill the other place beside them.
  return [
    { name: 'unit', steps: [vitestArgs('unit')], report: UNIT_REPORT },
    {
      name: 'types',
      steps: [
        [next, 'typegen'],
        [toolPath('typescript', 'tsc'), '--noEmit'],
      ],
    },
    { name: 'format', steps: [[toolPath('prettier', 'prettier'), '--check', '--log-level', 'warn', '.']] },
    { name: 'lint', steps: [[toolPath('oxlint', 'oxlint'), '--type-aware', '--deny-warnings', '--format=unix']] },
    { name: 'unused', steps: [[toolPath('knip', 'knip')]] },
    { name: 'rooms', steps: [tsx('check-rooms')] },
    { name: 'floors', steps: [tsx('check-floors')] },
    { name: 'readme', steps: [tsx('check-readme')] },
  ];
}

/**
 * Runs every part of the check, two at a time, and prints each result with its seconds as it comes; the output of a
 * part only when it failed.
 * @param only run this part alone.
 */
export async function runChecks(only?: 'unit'): Promise<Counts[]> {
  mkdirSync(join(STATE, 'reports'), { recursive: true });
  const limit = pLimit(AT_ONCE);
  const wanted = parts().filter(part => only === undefined || part.name === only);
  return Promise.all(wanted.map(part => limit(() => runPart(part))));
}

async function runPart(part: Part): Promise<Counts> {
  const started = performance.now();
  if (part.report) rmSync(part.report, { force: true });
  const output: string[] = [];
  let code = 0;
  for (const args of part.steps) {
    if (code !== 0) break;
    const step = startNode({ name: part.name, args, env: { TZ: 'Asia/Kathmandu' }, output: 'quiet' });
    step.onLine(line => output.push(line));
    code = await step.exited;
  }
  const single = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  const counts = part.report ? countRun(code, part.report, countVitest) : single;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const tests = part.report ? `  ${counts.passed} passed, ${counts.failed} failed` : '';
  const mark = counts.failed === 0 ? 'ok  ' : 'FAIL';
  console.log(`${mark} ${part.name.padEnd(7)} ${seconds.padStart(5)} s${tests}`);
  if (counts.failed > 0) console.log(output.map(line => `     ${line}`).join('\n'));
  return counts;
}
