// One file a language under test/fixtures/syntax: a text with its cursor, a line, and beneath it one fact a line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Analyser } from '../../../src/syntax/analyser';
import { atCursor, checkout, syntaxAnalyser } from '../../support/syntaxAnalyser';

const folder = join(checkout, 'test/fixtures/syntax');
const languageIds = readdirSync(folder).map((file) => file.replace('.txt', ''));

let analyser: Analyser;
beforeAll(async () => {
  analyser = await syntaxAnalyser(languageIds);
});

describe('facts of a file in', () => {
  it.each(languageIds)('%s', (languageId) => {
    const [marked = '', facts = ''] = readFileSync(join(folder, `${languageId}.txt`), 'utf8').split('\n────\n');
    const { text, offset } = atCursor(marked);
    const found = analyser.facts({ document: languageId, languageId, text, offset });
    const lines = Object.entries(found ?? {}).map(([fact, value]) => `${fact} ${JSON.stringify(value)}`);
    expect(`${lines.join('\n')}\n`).toBe(facts);
  });
});

describe('an empty block', () => {
  it.each([
    ['java', 'class A { void f() {█} }', true],
    ['java', 'class A { int[] f = {█}; }', false],
    ['go', 'func f() {\n\t█\n}\n', true],
    ['go', 'var a = T{█}\n', false],
    ['rust', 'fn f() {█}', true],
    ['c', 'int f() {\n  █\n}\n', true],
    ['c', 'int a[] = {█};', false],
    ['cpp', 'class A { void f() {█} };', true],
    ['csharp', 'class A { void F()\n{\n  █\n} }', true],
    ['php', '<?php function f() {\n  █\n}', true],
    ['ruby', 'def f(a)\n  █\nend\n', true],
    ['ruby', 'a.each do |b|\n  █\nend\n', true],
    ['ruby', 'def f(a)\n  b\n  █\nend\n', false],
    ['ruby', 'x = if a\n  █\nelse\n  b\nend\n', false],
  ] as const)('%s %j: %s', (languageId, marked, expected) => {
    const { text, offset } = atCursor(marked);
    expect(analyser.facts({ document: marked, languageId, text, offset })?.emptyBlock).toBe(expected);
  });
});
