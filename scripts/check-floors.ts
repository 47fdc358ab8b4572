// No package older than its security floor, anywhere in the tree, and no module that must not ship. Part of `npm run check`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readSource } from './imports';
import { ROOT } from './paths';
import { APP_FOLDERS } from './rooms';
import { sourceFiles } from './source-files';
import { reachesFloor } from './versions';

const Floors = z.object({
  floors: z.array(z.object({ package: z.string(), atLeast: z.array(z.string()).min(1), why: z.string() })),
  neverImported: z.array(z.object({ module: z.string(), why: z.string() })),
});
const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const { floors, neverImported } = Floors.parse(JSON.parse(read('scripts/floors.json')));
const { packages } = Lock.parse(JSON.parse(read('package-lock.json')));
const problems: string[] = [];

// Nested copies count: the vulnerable one is often the copy that a dependency brought along.
for (const [path, { version }] of Object.entries(packages)) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const floor = floors.find(one => one.package === name);
  if (!floor || path === '') continue;
  if (version === undefined || !reachesFloor(version, floor.atLeast)) {
    problems.push(
      `${path} is ${version ?? 'unknown'}; it must be at least ${floor.atLeast.join(' or ')}: ${floor.why}`,
    );
  }
}

const files = sourceFiles([...APP_FOLDERS, 'e2e', 'scripts']).filter(file => !file.endsWith('.test.ts'));
for (const file of files) {
  for (const { specifier, line } of readSource(file, read(file)).imports) {
    const banned = neverImported.find(one => one.module === specifier);
    if (banned) problems.push(`${file}:${line}: imports ${banned.module}: ${banned.why}`);
  }
}

for (const problem of problems) console.error(problem);
console.log(`${floors.length} floors, ${neverImported.length} banned modules, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
