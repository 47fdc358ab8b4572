import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countPlaywright, countRun, countVitest, total } from './reports';

const vitest = (passed: number, failed: number, files: { status: string; tests: string[] }[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults: files.map(({ status, tests }) => ({ status, assertionResults: tests.map(one => ({ status: one })) })),
});

function reportFile(report: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'upbeat-report-')), 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

test('a file that does not load is a failure', () => {
  const files = [
    { status: 'failed', tests: [] },
    { status: 'failed', tests: ['failed', 'passed'] },
    { status: 'passed', tests: ['passed'] },
  ];
  expect(countVitest(vitest(2, 1, files))).toEqual({ passed: 2, failed: 2 });
});

test('a flaky browser test has failed', () => {
  expect(countPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 1 } })).toEqual({
    passed: 5,
    failed: 3,
  });
});

test.each([
  ['all well', 0, vitest(3, 0), { passed: 3, failed: 0 }],
  ['a bad end without a failed test', 1, vitest(3, 0), { passed: 3, failed: 1 }],
  ['a run without tests', 0, vitest(0, 0), { passed: 0, failed: 1 }],
  ['failures are not counted twice', 1, vitest(3, 2), { passed: 3, failed: 2 }],
  ['a report of another shape', 0, {}, { passed: 0, failed: 1 }],
])('%s', (_, code, report, expected) => {
  expect(countRun(code, reportFile(report), countVitest)).toEqual(expected);
});

test('no report at all is a failure', () => {
  expect(countRun(0, '/nowhere/report.json', countVitest)).toEqual({ passed: 0, failed: 1 });
});

test('stages add up', () => {
  expect(
    total([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 3 },
    ]),
  ).toEqual({ passed: 3, failed: 3 });
  expect(total([])).toEqual({ passed: 0, failed: 0 });
});
