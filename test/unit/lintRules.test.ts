// Rules of our own that the linter holds, each shown by planting what it forbids.
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Rule ids that the linter reports for a text in place of a host file. */
async function reported(text: string): Promise<(string | null)[]> {
  const eslint = new ESLint({ cwd: root });
  const [result] = await eslint.lintText(text, { filePath: join(root, 'src/host/log.ts') });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

// The first question makes the linter read the whole project's types.
describe('the linter', { timeout: 180_000 }, () => {
  it.each([
    [
      'a cast past what @types/vscode declares',
      "import type * as vscode from 'vscode';\nexport const handle = (provider: vscode.InlineCompletionItemProvider) =>\n  (provider as unknown as { handleDidShowCompletionItem(): void }).handleDidShowCompletionItem();\n",
      'no-restricted-syntax',
    ],
    ['any', 'export const x = (y: any): string => String(y);\n', '@typescript-eslint/no-explicit-any'],
    [
      'a promise that nobody waits for',
      'export function f(): void {\n  Promise.resolve(1);\n}\n',
      '@typescript-eslint/no-floating-promises',
    ],
    ['the console', "export const f = (): void => console.log('x');\n", 'no-console'],
    ['a silent catch', 'export function f(): void {\n  try {\n    f();\n  } catch {}\n}\n', 'no-empty'],
  ])('refuses %s', async (_name, text, rule) => {
    expect(await reported(text)).toContain(rule);
  });

  it('has nothing against a type guard', async () => {
    const text = "export const isText = (value: unknown): value is string => typeof value === 'string';\n";
    expect(await reported(text)).toEqual([]);
  });
});
