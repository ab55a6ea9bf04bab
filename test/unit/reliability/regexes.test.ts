// No regular expression that ships can run away: time grows with the length of what it reads, whatever that is.
// Skipped where recheck is not at hand: `npm test` and `npm run -s reliability` fetch it (WEIR_RECHECK).
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { tokenPattern } from '../../../src/core/privacy/findTokens';
import { tokenFormats } from '../../../src/core/privacy/tokenFormats';
import { root } from '../../reliability/claims';
import { tried } from '../../support/tried';

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

/** Those that are built, which the source does not show as literals: three hundred formats of tokens, for the long part. */
const built: Expression[] = (process.env['WEIR_LONG'] === '1' ? tokenFormats : []).map((format) => ({
  file: `src/core/privacy/tokenFormats.ts (${format.kind})`,
  source: tokenPattern(format).source,
  flags: 'y',
}));

test.skipIf(recheck === undefined)(
  'T15: no regular expression that ships can run away (recheck)',
  { timeout: 900_000 },
  ({ task }) => {
    const check = checker(recheck ?? '');
    expect(check('^(a+)+$', '').status).toBe('vulnerable');
    const expressions = globSync('src/**/*.ts', { cwd: root }).flatMap(expressionsIn);
    expect(expressions.length).toBeGreaterThan(200);
    const all = [...expressions, ...built];
    tried(task, all.length);
    const bad = all.filter(({ source, flags }) => check(source, flags).status !== 'safe');
    expect(bad.map(({ file, source }) => `${file}: ${source}`)).toEqual([]);
  },
);
