// Who may import whom, and a reader of every import under a source folder. The table is ARCHITECTURE.md's, in code.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import ts from 'typescript';

/** Folders of `src` and the packages that may be imported. `types`: folders of which only types may be. */
interface Row {
  readonly folders: readonly string[];
  readonly types?: readonly string[];
  /** Single modules of other folders, without the ending. */
  readonly modules?: readonly string[];
  readonly packages: readonly RegExp[];
}

const node = /^node:/;

export const importTable: Readonly<Record<string, Row>> = {
  core: { folders: ['core'], packages: [] },
  providers: {
    folders: ['core', 'providers'],
    packages: [node, /^openai(?:\/|$)/, /^@anthropic-ai\/sdk(?:\/|$)/, /^(?:cockatiel|lru-cache|jsonrepair|valibot)$/],
  },
  syntax: { folders: ['core', 'syntax'], packages: [node, /^web-tree-sitter$/] },
  store: { folders: ['core', 'store'], packages: [node] },
  // The engine is not bundled: where it lies is known at run time only.
  local: { folders: ['core', 'local'], packages: [node, /^node-llama-cpp$/, /^<computed>$/] },
  shared: { folders: ['shared'], types: ['core'], modules: ['core/privacy/invisibleText'], packages: [/^valibot$/] },
  host: {
    folders: ['core', 'syntax', 'store', 'local', 'shared', 'host'],
    packages: [node, /^vscode$/, /^(?:ignore|diff|valibot|lru-cache|@jridgewell\/trace-mapping)$/],
  },
  // Stands in for what the web extension host cannot do, and so may look at what it stands in for.
  web: { folders: ['core', 'syntax', 'store', 'web'], types: ['host', ''], packages: [/^vscode$/] },
  webview: {
    folders: ['shared', 'webview'],
    // The views render core's plain data; its types vanish in the bundle, its code may not be in it.
    types: ['core'],
    packages: [
      /^(?:markdown-it|dompurify|valibot)$/,
      /^@vscode-elements\/elements(?:\/|$)/,
      /^@vscode\/codicons(?:\/|$)/,
      /^d3-(?:scale|shape)$/,
    ],
  },
};

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true);
  const found: Import[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isImportDeclaration(each) && ts.isStringLiteral(each.moduleSpecifier)) {
      found.push({
        from: each.moduleSpecifier.text,
        typeOnly: each.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
      });
    } else if (
      ts.isExportDeclaration(each) &&
      each.moduleSpecifier !== undefined &&
      ts.isStringLiteral(each.moduleSpecifier)
    ) {
      found.push({ from: each.moduleSpecifier.text, typeOnly: each.isTypeOnly });
    } else if (
      ts.isImportTypeNode(each) &&
      ts.isLiteralTypeNode(each.argument) &&
      ts.isStringLiteral(each.argument.literal)
    ) {
      found.push({ from: each.argument.literal.text, typeOnly: true });
    } else if (ts.isCallExpression(each)) {
      const name = each.expression.getText(source);
      const [first] = each.arguments;
      const loads =
        each.expression.kind === ts.SyntaxKind.ImportKeyword || name === 'require' || name === 'require.resolve';
      // A computed import could be anything: it counts as a package that nobody has.
      if (loads)
        found.push({
          from: first !== undefined && ts.isStringLiteralLike(first) ? first.text : '<computed>',
          typeOnly: false,
        });
    }
    ts.forEachChild(each, visit);
  };
  visit(source);
  return found;
}

const folderOf = (src: string, file: string): string => {
  const parts = relative(src, file).split(sep);
  return parts.length > 1 ? (parts[0] ?? '') : '';
};

/** One sentence for each import that the table does not allow. Files directly in `src` are composition roots: free. */
export function violations(src: string): string[] {
  const found: string[] = [];
  for (const name of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    const file = join(src, name);
    const folder = folderOf(src, file);
    if (!/\.tsx?$/.test(name) || folder === '') continue;
    const row = importTable[folder];
    for (const { from, typeOnly } of importsOf(file)) {
      const where = `${posix.join('src', ...name.split(sep))} imports ${from}`;
      if (row === undefined) found.push(`${where}: the table has no row for ${folder}`);
      else if (from.startsWith('.')) {
        const target = folderOf(src, join(dirname(file), from));
        const module = relative(src, join(dirname(file), from))
          .split(sep)
          .join('/');
        const allowed =
          row.folders.includes(target) ||
          row.modules?.includes(module) === true ||
          (typeOnly && row.types?.includes(target) === true);
        if (!allowed) found.push(where);
      } else if (!row.packages.some((each) => each.test(from))) found.push(where);
    }
  }
  return found;
}

/** Names through which code without imports would still reach a clock, a network or an editor. */
const outside = new Set(
  'fetch XMLHttpRequest WebSocket setTimeout setInterval setImmediate performance process console window document globalThis navigator localStorage Buffer require'.split(
    ' ',
  ),
);

/** Uses of the outside world in `core`, imports or not. */
export function outsideUses(src: string): string[] {
  const core = join(src, 'core');
  const found: string[] = [];
  for (const name of existsSync(core) ? readdirSync(core, { recursive: true, encoding: 'utf8' }) : []) {
    if (!name.endsWith('.ts')) continue;
    const file = join(core, name);
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true);
    const visit = (each: ts.Node): void => {
      const used = ts.isPropertyAccessExpression(each) || ts.isCallExpression(each) ? each.expression : null;
      if (used !== null && ts.isIdentifier(used) && outside.has(used.text) && !isDeclared(source, used.text)) {
        found.push(`${name} uses ${used.text}`);
      }
      const text = ts.isPropertyAccessExpression(each) || ts.isNewExpression(each) ? each.getText(source) : '';
      if (text === 'Date.now' || text === 'new Date()' || text === 'Math.random') found.push(`${name} uses ${text}`);
      ts.forEachChild(each, visit);
    };
    visit(source);
  }
  return found;
}

/** True where the file declares the name itself: a parameter `document` is no browser's. */
function isDeclared(source: ts.SourceFile, name: string): boolean {
  let declared = false;
  const visit = (each: ts.Node): void => {
    if (
      ts.isParameter(each) ||
      ts.isVariableDeclaration(each) ||
      ts.isBindingElement(each) ||
      ts.isFunctionDeclaration(each)
    ) {
      declared ||= each.name?.getText(source) === name;
    }
    if (!declared) ts.forEachChild(each, visit);
  };
  visit(source);
  return declared;
}
