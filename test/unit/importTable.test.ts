// The import table holds, and the test that says so can fail: violations planted in a copy are found.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { outsideUses, violations } from '../support/importTable';

// Every source is read and parsed: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });

const src = resolve(import.meta.dirname, '../../src');
let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'weir-imports-'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('every import is allowed by the table', () => expect(violations(src)).toEqual([]));

test('core reaches no clock, network, console or editor', () => expect(outsideUses(src)).toEqual([]));

const planted: readonly (readonly [folder: string, text: string])[] = [
  ['core', "import * as vscode from 'vscode';\nexport const x = vscode.version;\n"],
  ['core', "import type { Uri } from 'vscode';\nexport type X = Uri;\n"],
  ['core', "export const x = await import('node:fs');\n"],
  ['core', "export { openTraceStore } from '../store/sqliteTraceStore';\n"],
  ['core', "export type X = import('diff').Change;\n"],
  ['core', "const name = 'vscode';\nexport const x = await import(name);\n"],
  ['core/deep', "import { openTraceStore } from '../../store/sqliteTraceStore';\nexport const x = openTraceStore;\n"],
  ['store', "import { x } from '../host/x';\nexport const y = x;\n"],
  ['providers', "import * as vscode from 'vscode';\nexport const x = vscode;\n"],
  ['shared', "import { defaultSettings } from '../core/settings';\nexport const x = defaultSettings;\n"],
  ['webview', "import { defaultSettings } from '../core/settings';\nexport const x = defaultSettings;\n"],
  ['host', "import OpenAI from 'openai';\nexport const x = OpenAI;\n"],
  ['unheard', "import { x } from '../core/x';\nexport const y = x;\n"],
];

test('violations planted in a copy are found, each of them', () => {
  const root = join(copy, 'src');
  cpSync(src, root, { recursive: true });
  for (const [i, [folder, text]] of planted.entries()) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, `planted${i}x.ts`), text);
  }
  const found = violations(root);
  for (const [i] of planted.entries()) expect(found.filter((each) => each.includes(`planted${i}x`))).toHaveLength(1);
  expect(found).toHaveLength(planted.length);
});

test.each([
  'fetch("x");',
  'Date.now();',
  'console.log(1);',
  'new Date();',
  'setTimeout(f, 1);',
  'process.env.X;',
  'Math.random();',
])('core that says %s is found', (text) => {
  const planted = join(copy, 'outside');
  rmSync(planted, { recursive: true, force: true });
  cpSync(join(src, 'core', 'task.ts'), join(planted, 'core', 'planted.ts'), { recursive: true });
  writeFileSync(
    join(planted, 'core', 'planted.ts'),
    `const f = (): void => undefined;\nexport const x = ${text}\nf();\n`,
  );
  expect(outsideUses(planted)).toHaveLength(1);
});
