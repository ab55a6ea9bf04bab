import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { syntaxFitSignals } from '../../../src/core/judging/signals/syntaxFit';
import type { Analyser } from '../../../src/syntax/analyser';
import type { SyntaxFit } from '../../../src/core/syntaxPort';
import { BudgetedParser } from '../../../src/syntax/budgetedParser';
import { Fits } from '../../../src/syntax/fits';
import { checkoutSource } from '../../../src/syntax/folderSource';
import { languageFor } from '../../../src/syntax/languages';
import { loadLanguage } from '../../../src/syntax/loadedLanguage';
import { checkout, syntaxAnalyser } from '../../support/syntaxAnalyser';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await syntaxAnalyser(['typescript', 'python', 'java', 'ruby', 'go']);
});

function newErrors(languageId: string, prefix: string, text: string, suffix: string): number | undefined {
  return syntaxFitSignals(analyser.fit({ languageId, prefix, text, suffix }))['syntax.newErrors'];
}

/** Prefix, text and suffix, parted by `█`. */
describe('new errors', () => {
  it.each([
    ['typescript', 'const a = █f(1)█;\n', 0],
    ['typescript', 'function f() {\n  █return 1;█\n}\n', 0],
    // Not finished: what the text opened is closed for it, what the prefix opened as well.
    ['typescript', 'function f() {\n  █if (a) {\n    b([█', 0],
    ['typescript', 'function f() {\n  █g(a, {█)\n}\n', 0],
    ['typescript', 'function f() {\n  █if (a) { // why█\n  b();\n}\n', 0],
    ['typescript', 'class A {\n  f() {\n    █g();\n  }█\n', 0],
    // Broken, whatever was broken at the cursor before.
    ['typescript', 'const a = █f(1))█;\nconst b = 2;\n', 1],
    ['typescript', 'const a = █= 3 +█;\nconst b = 2;\n', 1],
    ['typescript', 'function f() {\n  █return 1;\n}█\n}\n', 1],
    // Broken elsewhere is not the text's fault.
    ['typescript', 'const z = ) 3;\nconst a = █f(1)█;\n', 0],
    ['python', 'def f(a):\n    █return [a█\n\nx = 1\n', 0],
    ['python', 'def f(a):\n    return █a +█\n\nx = 1\n', 1],
    ['python', 'x = █f"{a}"█\n', 0],
    ['python', '"""A {brace\n"""\nx = █g(█\n', 0],
    ['java', 'class A { int f() { █return 1;█ } }', 0],
    ['java', 'class A { int f() { █return 1█ } }', 1],
    ['ruby', 'def f(a)\n  █a.map { |b| b█\nend\n', 0],
    ['go', 'func f() {\n\t█for _, a := range b {█\n}\n', 0],
  ] as const)('%s %j: %i', (languageId, marked, expected) => {
    const [prefix = '', text = '', suffix = ''] = marked.split('█');
    const found = newErrors(languageId, prefix, text, suffix);
    expect(expected === 0 ? found : Math.min(1, found ?? 0)).toBe(expected);
  });

  it('real lines put back where they were cut out bring none, and their corruptions often do', () => {
    const source = readFileSync(join(checkout, 'src/syntax/facts.ts'), 'utf8');
    let corrupted = 0;
    let caught = 0;
    for (let at = 40; at < source.length; at += 211) {
      const lineEnd = source.indexOf('\n', at);
      const text = source.slice(at, lineEnd);
      if (text.trim() === '') continue;
      const suffix = source.slice(lineEnd);
      expect(newErrors('typescript', source.slice(0, at), text, suffix), text).toBe(0);
      corrupted++;
      if ((newErrors('typescript', source.slice(0, at), `${text} ) ]`, suffix) ?? 0) > 0) caught++;
    }
    expect(corrupted).toBeGreaterThan(25);
    expect(caught / corrupted).toBeGreaterThan(0.7);
  });

  it('a verdict that goes on from the last tree is that of a parse from the start', async () => {
    const language = languageFor('typescript');
    const loaded = language && (await loadLanguage(language, checkoutSource(checkout)));
    if (loaded === undefined) throw new Error('No TypeScript');
    const source = readFileSync(join(checkout, 'src/syntax/fitWindow.ts'), 'utf8');
    let [compared, different] = [0, 0];
    for (let at = 30; at < source.length; at += 97) {
      const lineEnd = source.indexOf('\n', at);
      const [prefix, suffix] = [source.slice(0, at), source.slice(lineEnd)];
      const answer = at % 2 === 0 ? source.slice(at, lineEnd) : `${source.slice(at, lineEnd)} ) = [`;
      // As it streams in, piece by piece.
      for (let end = 0; end <= answer.length; end += 5) {
        const text = answer.slice(0, end);
        const request = { languageId: 'typescript', prefix, text, suffix };
        const anew = new Fits('script', new BudgetedParser(loaded.grammar, () => 0), 1);
        const verdict = (fit: SyntaxFit | null) => (syntaxFitSignals(fit)['syntax.newErrors'] ?? NaN) > 0;
        if (verdict(analyser.fit(request)) !== verdict(anew.of(request))) different++;
        anew.dispose();
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(200);
    // Broken code may be recovered otherwise on the way than from the start.
    expect(different / compared).toBeLessThan(0.005);
  });

  it('each piece of an answer is one parse, which goes on from the last tree', async () => {
    const language = languageFor('typescript');
    const loaded = language && (await loadLanguage(language, checkoutSource(checkout)));
    if (loaded === undefined) throw new Error('No TypeScript');
    const goesOn: boolean[] = [];
    class Recording extends BudgetedParser {
      override parse(...args: Parameters<BudgetedParser['parse']>): ReturnType<BudgetedParser['parse']> {
        goesOn.push(args[1] !== null);
        return super.parse(...args);
      }
    }
    const fits = new Fits('script', new Recording(loaded.grammar, () => 0), 1);
    const [prefix, suffix] = ['const a = 1;\n', '\nconst b = [a];\n'];
    for (const text of ['', 'f(', 'f(a']) fits.of({ languageId: 'typescript', prefix, text, suffix });
    fits.dispose();
    expect(goesOn).toEqual([false, true, true]);
  });

  it('looks at the same few hundred lines of a file of any length', () => {
    const lines = (count: number) => 'export function name(a: number) {\n  return [a];\n}\n'.repeat(count / 3);
    const at = (count: number) => {
      const started = performance.now();
      const fit = analyser.fit({
        languageId: 'typescript',
        prefix: lines(count),
        text: 'f(',
        suffix: `\n${lines(count)}`,
      });
      expect(fit).toMatchObject({ errorsBefore: 0, errorsAfter: 0 });
      return performance.now() - started;
    };
    at(300);
    const times = Array.from({ length: 9 }, () => [at(300), at(30_000)] as const);
    const median = (values: number[]) => values.sort((a, b) => a - b)[4] ?? 0;
    // Generous, for a busy machine: a hundred times the text would take a hundred times as long.
    expect(median(times.map(([, long]) => long))).toBeLessThan(median(times.map(([short]) => short)) * 5 + 10);
  });
});
