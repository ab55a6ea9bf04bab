// The SDKs are large and load on first use: nothing but the two entry files imports them, and those only dynamically.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../src/providers');
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const importing = (pattern: RegExp): string[] => files.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

it('only their entry files name the SDKs', () => {
  expect(importing(/from '(?:openai|@anthropic-ai\/sdk)/)).toEqual(['anthropicSdk.ts', 'openaiSdk.ts']);
});

it('only dynamic imports name the entry files', () => {
  expect(importing(/from '\.\/(?:openai|anthropic)Sdk'/)).toEqual([]);
  expect(importing(/await import\('\.\/(?:openai|anthropic)Sdk'\)/)).toEqual(['anthropicModel.ts', 'openaiModel.ts']);
});

it('nothing here knows the editor, Node, or a clock and a fetch that are not injected', () => {
  expect(importing(/from '(?:vscode|node:)/)).toEqual([]);
  expect(importing(/\b(?:setTimeout|Date\.now)\(/)).toEqual(['clock.ts']);
  expect(importing(/globalThis\.fetch/)).toEqual(['guardedFetch.ts']);
  expect(importing(/process\.env/)).toEqual([]);
});
