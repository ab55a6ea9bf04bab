// No regular expression that reads what a program printed, or code of the repository for Debug and Edit, can run away.
// Skipped where recheck is not at hand: `npm test` and `npm run -s reliability` fetch it (WEIR_RECHECK).
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { root } from '../../reliability/claims';
import { tried } from '../../support/tried';

const folders = [
  'core/stackTrace',
  'core/context',
  'core/patch',
  'core/prompts',
  'core/routing',
  'core/tasks',
  'syntax',
  'host',
];
const files = [...folders.map((folder) => `src/${folder}/**/*.ts`), 'src/core/privacy/stripAnsi.ts'];
const recheck = process.env['WEIR_RECHECK'];

interface Verdict {
  readonly status: 'safe' | 'vulnerable' | 'unknown';
}

interface Recheck {
  readonly checkSync: (source: string, flags: string, limits: { readonly timeout: number }) => Verdict;
}

interface Expression {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

function expressionsIn(file: string): Expression[] {
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest));
  return found;
}

function checker(path: string): (source: string, flags: string) => Verdict {
  const { checkSync }: Recheck = createRequire(import.meta.url)(path);
  return (source, flags) => checkSync(source, flags, { timeout: 60_000 });
}

test.skipIf(recheck === undefined)(
  'T15: no regular expression on the way of a trace or a patch can run away (recheck)',
  { timeout: 300_000 },
  ({ task }) => {
    const check = checker(recheck ?? '');
    expect(check('^(a+)+$', '').status).toBe('vulnerable');
    const expressions = files.flatMap((pattern) => globSync(pattern, { cwd: root })).flatMap(expressionsIn);
    tried(task, expressions.length);
    expect(expressions.length).toBeGreaterThan(60);
    const bad = expressions.filter(({ source, flags }) => check(source, flags).status !== 'safe');
    expect(bad.map(({ file, source }) => `${file}: ${source}`)).toEqual([]);
  },
);
