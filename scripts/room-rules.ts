import { posix } from 'node:path';
import { type ImportSite, readSource } from './imports';
import {
  BUILD_CONSTANTS,
  CLOCK_PLACES,
  CLOSED_PATHS,
  EMPTY_NAMES,
  ENV_PLACES,
  MINT_PLACES,
  NEXT_PLACES,
  ROOMS,
  type Room,
} from './rooms';

/** One broken rule. `line` is 1 when the file as a whole is meant. */
export interface Violation {
  file: string;
  line: number;
  what: string;
  rule: string;
}

const EXEMPT = /\.test\.tsx?$|\/fixtures\.ts$|^lib\/testing\//;

/**
 * Checks one file of the app against the table in `rooms.ts`.
 * @param file its path from the root, with forward slashes.
 */
export function checkSource(file: string, text: string): Violation[] {
  const violations = nameViolations(file);
  if (EXEMPT.test(file)) return violations;
  const self = withoutEnding(file);
  const room = roomOf(self);
  if (!room)
    return [
      ...violations,
      { file, line: 1, what: 'a file outside every room', rule: 'add its room to scripts/rooms.ts' },
    ];
  const { imports, uses } = readSource(file, text);
  for (const site of imports) {
    const broken = importProblem(self, room, site);
    if (broken) violations.push({ file, line: site.line, ...broken });
  }
  for (const use of uses) {
    if (use.what === 'clock' && !within(self, CLOCK_PLACES)) {
      violations.push({
        file,
        line: use.line,
        what: 'reads the clock',
        rule: 'time is an argument; only lib/clock asks for it',
      });
    }
    if (use.what === 'process.env' && !within(self, ENV_PLACES) && !BUILD_CONSTANTS.includes(use.name ?? '')) {
      violations.push({ file, line: use.line, what: 'reads process.env', rule: 'only lib/env reads the environment' });
    }
    if (use.what === 'cast' && !within(self, MINT_PLACES)) {
      const rule = 'only lib/auth/gate says who may act where; take it from there as an argument';
      violations.push({ file, line: use.line, what: `casts to ${use.name}`, rule });
    }
  }
  return violations;
}

function nameViolations(file: string): Violation[] {
  const name = posix.basename(file).split('.')[0] ?? '';
  if (!EMPTY_NAMES.includes(name)) return [];
  return [
    { file, line: 1, what: `a file named ${name}`, rule: 'a name says what is inside, and there are no barrels' },
  ];
}

function importProblem(
  self: string,
  room: Room,
  { specifier }: ImportSite,
): Omit<Violation, 'file' | 'line'> | undefined {
  if (specifier === undefined)
    return { what: 'imports a computed name', rule: 'imports are literal, or nothing can check them' };
  const target = resolveInside(self, specifier);
  if (target === undefined) return packageProblem(self, room, specifier);
  if (target.startsWith('..')) return { what: `imports ${specifier}`, rule: 'nothing outside the checkout' };
  const closed = CLOSED_PATHS.find(one => within(target, [one.path]) && !within(self, one.openTo));
  if (closed) return { what: `imports ${target}`, rule: closed.rule };
  if (within(target, [room.path]) || within(target, room.rooms)) return undefined;
  return { what: `imports ${target}`, rule: `${room.path} may import ${list(room.rooms)}` };
}

function packageProblem(self: string, room: Room, specifier: string): Omit<Violation, 'file' | 'line'> | undefined {
  if (within(specifier, ['next']) && !within(self, NEXT_PLACES)) {
    return { what: `imports ${specifier}`, rule: `next belongs in ${list(NEXT_PLACES)}` };
  }
  const allowed = room.packages.some(name =>
    name === 'node:*' ? specifier.startsWith('node:') : within(specifier, [name]),
  );
  if (allowed || (within(self, ['lib/campaigns/cached']) && within(specifier, ['next']))) return undefined;
  return { what: `imports ${specifier}`, rule: `${room.path} may import ${list(room.packages, 'no package')}` };
}

/** The path from the root, without its ending; undefined for a package. */
function resolveInside(self: string, specifier: string): string | undefined {
  if (specifier.startsWith('@/')) return withoutEnding(posix.normalize(specifier.slice(2)));
  if (specifier.startsWith('.')) return withoutEnding(posix.join(posix.dirname(self), specifier));
  return undefined;
}

function roomOf(self: string): Room | undefined {
  const rooms = ROOMS.filter(room => within(self, [room.path]));
  return rooms.toSorted((a, b) => b.path.length - a.path.length)[0];
}

function within(path: string, places: readonly string[]): boolean {
  return places.some(place => path === place || path.startsWith(`${place}/`));
}

function withoutEnding(path: string): string {
  return path.replace(/\.(tsx?|mjs|json|css)$/, '');
}

function list(names: readonly string[], none = 'nothing'): string {
  return names.length === 0 ? none : `only ${names.join(', ')}`;
}
