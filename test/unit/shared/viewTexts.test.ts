// The lists of texts hold what the sources say, and nothing else: a translation is complete where it covers them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedTexts } from '../../../src/shared/sharedTexts';
import { viewTexts } from '../../../src/shared/viewTexts';

const folder = (name: string): string => join(import.meta.dirname, '..', '..', '..', 'src', name);
const sources = (name: string): string =>
  readdirSync(folder(name))
    .filter((file) => file.endsWith('.ts') && !/^(answer|panel|report|shared)Texts\.ts$/.test(file))
    .map((file) => readFileSync(join(folder(name), file), 'utf8'))
    .join('\n');
const twice = (texts: readonly string[]): string[] => texts.filter((text, index) => texts.indexOf(text) !== index);

test('no text stands twice in the views’ lists', () => {
  expect(twice(viewTexts)).toEqual([]);
  expect(twice(sharedTexts)).toEqual([]);
});

test('every listed text is said somewhere', () => {
  const said = sources('webview') + sources('shared');
  expect(viewTexts.filter((text) => !said.includes(`'${text}'`))).toEqual([]);
  const shared = sources('shared');
  expect(sharedTexts.filter((text) => !shared.includes(`'${text}'`))).toEqual([]);
});

test('every text that shared code translates is listed', () => {
  const literal = /\b(?:t|translate)\(\s*'((?:[^'\\]|\\.)*)'/g;
  const said = Array.from(sources('shared').matchAll(literal), (match) => match[1] ?? '');
  expect(said.length).toBeGreaterThan(20);
  const listed: readonly string[] = sharedTexts;
  expect(said.filter((text) => !listed.includes(text))).toEqual([]);
});
