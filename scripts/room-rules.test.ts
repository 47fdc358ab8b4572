import { describe, expect, test } from 'vitest';
import { checkSource } from './room-rules';

const problems = (file: string, text: string) => checkSource(file, text).map(({ line, what }) => `${line}: ${what}`);

describe('imports across rooms', () => {
  test.each([
    ['static', "import { grants } from '@/lib/vault/grants';"],
    ['relative', "import { grants } from '../../lib/vault/grants';"],
    ['with its ending', "import { grants } from '../../lib/vault/grants.ts';"],
    ['type', "import type { Grant } from '@/lib/vault/grants';"],
    ['import() type', "type Grant = import('@/lib/vault/grants').Grant;"],
    ['re-export', "export { grants } from '@/lib/vault/grants';"],
    ['star re-export', "export * from '@/lib/vault/grants';"],
    ['dynamic', "const grants = await import('@/lib/vault/grants');"],
    ['require', "const grants = require('@/lib/vault/grants');"],
  ])('a forbidden %s import is found', (_, text) => {
    expect(problems('app/api/page.ts', `\n${text}`)).toEqual(['2: imports lib/vault/grants']);
  });

  test('what the table allows passes', () => {
    expect(problems('lib/release-day/save.ts', "import { open } from '../vault/grants';\nimport 'p-limit';")).toEqual(
      [],
    );
    expect(problems('lib/dsp/spotify/client.ts', "import { z } from 'zod';\nimport '../types';")).toEqual([]);
  });

  test('the domain imports nothing at all', () => {
    expect(problems('lib/domain/phase.ts', "import { createHash } from 'node:crypto';\nimport 'zod';")).toEqual([
      '1: imports node:crypto',
      '2: imports zod',
    ]);
  });

  test('a folder that only begins with a name is another folder', () => {
    expect(problems('lib/domain/phase.ts', "import '../domain-extras/x';")).toEqual(['1: imports lib/domain-extras/x']);
  });

  test('pre-saves know the types of a DSP but not the registry', () => {
    expect(problems('lib/presaves/accept.ts', "import '../dsp/types';\nimport '../dsp/registry';")).toEqual([
      '2: imports lib/dsp/registry',
    ]);
  });

  test('sealed grants are read by the vault alone', () => {
    const text = "import { grants } from '@/drizzle/schema/grants';";
    expect(problems('lib/vault/grants.ts', text)).toEqual([]);
    expect(problems('lib/release-day/claim.ts', text)).toEqual(['1: imports drizzle/schema/grants']);
  });

  test('next stays in its places', () => {
    const text = "import { unstable_cache } from 'next/cache';";
    expect(problems('lib/campaigns/cached.ts', text)).toEqual([]);
    expect(problems('lib/campaigns/data.ts', text)).toEqual(['1: imports next/cache']);
    expect(problems('components/ui/link.tsx', text)).toEqual(['1: imports next/cache']);
  });

  test('nothing of the app reaches scripts, tests or computed names', () => {
    expect(problems('app/page.tsx', "import '@/scripts/paths';\nimport '@/lib/testing/database';")).toHaveLength(2);
    expect(problems('lib/log.ts', 'const it = import(name);')).toEqual(['1: imports a computed name']);
  });

  test('a file outside every room is reported', () => {
    expect(problems('lib/stuff/x.ts', '')).toEqual(['1: a file outside every room']);
  });
});

describe('the clock and the environment', () => {
  test.each(['new Date()', 'new Date(0)', 'Date.now()', 'Date()', "Date['now']()"])('%s is found', text => {
    expect(problems('lib/domain/phase.ts', `const at = ${text};`)).toEqual(['1: reads the clock']);
  });

  test('their own files and tests may', () => {
    expect(problems('lib/clock.ts', 'export const now = () => new Date();')).toEqual([]);
    expect(problems('lib/domain/phase.test.ts', 'const now = new Date(0);')).toEqual([]);
    expect(problems('lib/env.ts', 'export const all = process.env;')).toEqual([]);
  });

  test('mentions in comments and strings do not count', () => {
    expect(problems('lib/domain/phase.ts', "// new Date()\nconst text = 'process.env';")).toEqual([]);
  });

  test.each(['process.env.SECRET', "process['env']", 'process.env'])('%s is found', text => {
    expect(problems('lib/log.ts', `const value = ${text};`)).toEqual(['1: reads process.env']);
  });

  test('a constant that Next folds into the build is not a setting', () => {
    expect(problems('instrumentation.ts', "if (process.env.NEXT_RUNTIME !== 'nodejs') throw 1;")).toEqual([]);
  });
});

test.each(['utils', 'helpers', 'common', 'index'])('no file is named %s', name => {
  expect(problems(`lib/domain/${name}.ts`, '')).toEqual([`1: a file named ${name}`]);
});

describe('proofs of a check', () => {
  const casts = (file: string, text: string) =>
    checkSource(file, text)
      .filter(({ what }) => what.startsWith('casts'))
      .map(({ line, what }) => [line, what]);

  test.each([
    'const id = text as WorkspaceId;',
    'const ids = texts as unknown as WorkspaceId[];',
    'const id = <WorkspaceId>text;',
    'const is = (text: string): text is WorkspaceId => true;',
    'const acting = { workspace: text, user } as Acting;',
    "import type { WorkspaceId as Id } from '../domain/workspace';",
  ])('are not made by %s', text => {
    expect(casts('lib/workspaces/x.ts', text)).toEqual([[1, expect.stringMatching(/^casts to (WorkspaceId|Acting)$/)]]);
  });

  test('come from the gate, and may be passed on', () => {
    expect(casts('lib/auth/gate.ts', 'const id = seat.workspaceId as WorkspaceId;')).toEqual([]);
    expect(
      casts(
        'lib/workspaces/x.ts',
        "import type { WorkspaceId } from '../domain/workspace';\nexport const f = (id: WorkspaceId) => id;",
      ),
    ).toEqual([]);
    expect(casts('lib/workspaces/x.ts', 'const role = text as Role;')).toEqual([]);
  });
});
