import { Visitor, parseSync } from 'oxc-parser';

/** One import of a module, however it is written. `specifier` is undefined when it is computed at run time. */
export interface ImportSite {
  specifier: string | undefined;
  line: number;
  /** Types only: gone after compilation. */
  typeOnly: boolean;
}

/** A use of the clock or of the environment, or a cast to a type that only a check may give out. */
export interface Use {
  what: 'process.env' | 'clock' | 'cast';
  line: number;
  /** The variable, when it is named in place; what is cast to. */
  name?: string;
}

export interface Reading {
  imports: ImportSite[];
  uses: Use[];
}

type Node = { type: string; start: number };

/** Proof that a check was made travels in these: `lib/auth/gate.ts` gives them out and nothing else can make one. */
const PROOFS = /\b(?:WorkspaceId|Acting|Gate)\b/;

/**
 * Reads what a source file imports (static, dynamic, re-exported, `import()` types, `require`), where it reads the
 * clock or the environment, and where it casts to a proof. Reads the syntax tree, so that comments and strings do not count. Throws on a syntax error.
 */
export function readSource(file: string, text: string): Reading {
  const parsed = parseSync(file, text);
  const broken = parsed.errors[0];
  if (broken) throw new Error(`${file}: ${broken.message}`);
  const lineOf = lineFinder(text);
  const imports: ImportSite[] = [];
  const uses: Use[] = [];
  const variables = new Map<Node, { name: string }>();
  const found = (source: Node | null, typeOnly: boolean) => {
    if (source) imports.push({ specifier: literal(source), line: lineOf(source.start), typeOnly });
  };
  const cast = (node: Node, type: Node & { end: number }) => {
    const [name] = PROOFS.exec(text.slice(type.start, type.end)) ?? [];
    if (name) uses.push({ what: 'cast', line: lineOf(node.start), name });
  };
  new Visitor({
    TSAsExpression: node => cast(node, node.typeAnnotation),
    TSTypeAssertion: node => cast(node, node.typeAnnotation),
    TSTypePredicate: node => node.typeAnnotation && cast(node, node.typeAnnotation),
    ImportSpecifier: node => {
      // under another name it could be cast to unseen
      if (nameIn(node.imported) !== node.local.name) cast(node, node.imported);
    },
    ImportDeclaration: node => found(node.source, node.importKind === 'type'),
    ExportAllDeclaration: node => found(node.source, node.exportKind === 'type'),
    ExportNamedDeclaration: node => found(node.source, node.exportKind === 'type'),
    ImportExpression: node => found(node.source, false),
    TSImportType: node => found(node.source, true),
    TSExternalModuleReference: node => found(node.expression, false),
    CallExpression: node => {
      if (isName(node.callee, 'require')) found(node.arguments[0] ?? null, false);
      if (isName(node.callee, 'Date')) uses.push({ what: 'clock', line: lineOf(node.start) });
    },
    NewExpression: node => {
      // With an argument it only converts: `new Date(row.at)` asks no clock, but the rule keeps even that in one place.
      if (isName(node.callee, 'Date')) uses.push({ what: 'clock', line: lineOf(node.start) });
    },
    MemberExpression: node => {
      const line = lineOf(node.start);
      if (isName(node.object, 'Date') && nameOf(node) === 'now') uses.push({ what: 'clock', line });
      if (isEnvironment(node)) uses.push({ what: 'process.env', line, ...variables.get(node) });
      // Parents come first, so that the variable is known by the time its object is visited.
      if (isEnvironment(node.object)) variables.set(node.object, { name: nameOf(node) ?? '' });
    },
  }).visit(parsed.program);
  return { imports, uses };
}

function literal(node: Node): string | undefined {
  return 'value' in node && typeof node.value === 'string' ? node.value : undefined;
}

/** The property that a member expression asks for, when it is written out. */
function nameOf(node: Node): string | undefined {
  if (!('property' in node) || !isNode(node.property)) return undefined;
  if ('computed' in node && node.computed) return literal(node.property);
  return 'name' in node.property && typeof node.property.name === 'string' ? node.property.name : undefined;
}

function isEnvironment(node: Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    'object' in node &&
    isNode(node.object) &&
    isName(node.object, 'process') &&
    nameOf(node) === 'env'
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function nameIn(node: Node): string | undefined {
  return 'name' in node && typeof node.name === 'string' ? node.name : undefined;
}

function isName(node: Node, name: string): boolean {
  return node.type === 'Identifier' && 'name' in node && node.name === name;
}

function lineFinder(text: string): (offset: number) => number {
  return offset => text.slice(0, offset).split('\n').length;
}
