// Answers without a new request: typing through, the cache, a running request, the rest of a stream, refused texts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompletionCache, type CachePlace } from '../../../../src/core/completion/completionCache';
import { hotStreak } from '../../../../src/core/completion/hotStreak';
import { matchesInFlight } from '../../../../src/core/completion/inFlight';
import { RejectedTexts } from '../../../../src/core/completion/rejectedTexts';
import { acceptanceRate, speculates } from '../../../../src/core/completion/speculation';
import { typedSince } from '../../../../src/core/completion/typedSince';
import { typedThrough } from '../../../../src/core/completion/typedThrough';
import { atCursor } from './cursor';

describe('typing through', () => {
  const offer = { prefix: 'const a = ', suffix: ';\n', text: 'foo(bar);', replaceSuffix: 1 };

  it('gives the rest while the typing agrees', () => {
    expect(typedThrough(offer, 'const a = fo')).toEqual({ text: 'o(bar);', replaceSuffix: 1 });
    expect(typedThrough(offer, 'const a = ')).toEqual({ text: 'foo(bar);', replaceSuffix: 1 });
    expect(typedThrough(offer, 'const a = fx')).toBeNull();
    expect(typedThrough(offer, 'const a =')).toBeNull();
    expect(typedThrough(offer, 'const a = foo(bar);')).toBeNull();
  });

  it('goes on where the editor has closed a bracket, and replaces the closer', () => {
    expect(typedThrough(offer, 'const a = foo(', ');\n')).toEqual({ text: 'bar);', replaceSuffix: 2 });
    expect(typedThrough(offer, 'const a = foo(', '];\n')).toBeNull();
    expect(typedThrough(offer, 'const a = fo', 'x;\n')).toBeNull();
    expect(typedThrough(offer, 'const a = fo', '\n')).toBeNull();
  });

  it('finds the place again where the window has moved', () => {
    const line = (n: number): string => `line ${n};\n`;
    const text = Array.from({ length: 200 }, (_, n) => line(n)).join('');
    expect(typedSince(text.slice(100), `${text.slice(300)}abc`)).toBe('abc');
    expect(typedSince(text, `${text.slice(0, -5)}abc`)).toBeNull();
  });
});

describe('a running request', () => {
  it('answers as long as typing and stream agree', () => {
    expect(matchesInFlight('a = ', 'foo(b', 'a = fo')).toEqual({ typed: 'fo', remaining: 'o(b' });
    expect(matchesInFlight('a = ', 'fo', 'a = foo')).toEqual({ typed: 'foo', remaining: '' });
    expect(matchesInFlight('a = ', '', 'a = f')).toEqual({ typed: 'f', remaining: '' });
    expect(matchesInFlight('a = ', 'foo', 'a = b')).toBeNull();
    expect(matchesInFlight('a = ', 'foo', 'a =')).toBeNull();
    expect(matchesInFlight('a = ', '', `a = ${'x'.repeat(40)}`)).toBeNull();
  });
});

describe('the cache', () => {
  const place = (document: string, more: Partial<CachePlace> = {}): CachePlace => ({
    model: 'm',
    path: 'a.py',
    ...atCursor(document),
    ...more,
  });

  it('finds what it was given, at the same place only', () => {
    const cache = new CompletionCache();
    cache.put(place('def f():\n    re█\n'), 'turn 1', 2, null);
    expect(cache.get(place('def f():\n    re█\n'))).toEqual({
      text: 'turn 1',
      replaceSuffix: 2,
      origin: null,
      match: 'exact',
    });
    expect(cache.get(place('def f():\n    re█\n', { model: 'other' }))).toBeNull();
    expect(cache.get(place('def f():\n    re█\n', { path: 'b.py' }))).toBeNull();
  });

  it('keeps places apart that differ in the suffix alone', () => {
    const cache = new CompletionCache();
    cache.put(place('f(█)'), 'x', 0, null);
    expect(cache.get(place('f(█]'))).toBeNull();
    expect(cache.get(place('f(█'))).toBeNull();
  });

  it('keeps places apart that differ in white space alone', () => {
    const cache = new CompletionCache();
    cache.put(place('if a:\n    b()\n    █'), 'return', 0, null);
    expect(cache.get(place('if a:\n    b()\n█'))).toBeNull();
    expect(cache.get(place('if a:\n  b()\n    █'))).toBeNull();
    expect(cache.get(place('if a:\n    b()\n        █'))).toBeNull();
  });

  it('goes on while the text is typed, and back while it is deleted', () => {
    const cache = new CompletionCache();
    cache.put(place('a\nx = fo█'), 'o(1)\ny = 2', 0, null);
    expect(cache.get(place('a\nx = foo(█'))?.text).toBe('1)\ny = 2');
    expect(cache.get(place('a\nx = █'))?.text).toBe('foo(1)\ny = 2');
    expect(cache.get(place('a\n█'))).toBeNull();
    expect(cache.get(place('a\nx = foo(1)\n█'))?.text).toBe('y = 2');
    expect(cache.get(place('a\nx = foo(1)\ny█'))?.text).toBe(' = 2');
    expect(cache.get(place('a\nx = foo(1)\ny = 2█'))).toBeNull();
    expect(cache.get(place('a\nx = foo(2█'))).toBeNull();
  });

  it('bears a small change in the lines above, not a large one', () => {
    const cache = new CompletionCache();
    const lines = ['a = 1', 'b = 2', 'c = 3', 'd = 4', 'e = 5', 'f = 6', 'g = 7'];
    const document = (changed: number): string =>
      `${lines.map((line, n) => (n < changed ? `${line}0` : line)).join('\n')}\nx = ██`.replace('██', '█');
    cache.put(place(document(0)), 'foo()', 0, null);
    expect(cache.get(place(document(1)))).toMatchObject({ text: 'foo()', match: 'fuzzy' });
    expect(cache.get(place(document(4)))).toBeNull();
  });

  it('reads the same window in a long file as in a short one, whatever its line ends', () => {
    const cache = new CompletionCache();
    const above = 'value = compute(value)\r\n'.repeat(5000);
    cache.put(place(`${above}x = █`), 'foo()\ny = 2', 0, null);
    expect(cache.get(place(`${above.slice(24 * 4000)}x = f█`))?.text).toBe('oo()\ny = 2');
    expect(cache.get(place(`${above}x = foo()\r\n█`))?.text).toBe('y = 2');
  });

  it('forgets a refused text, and the oldest entry once it is full', () => {
    const cache = new CompletionCache(3);
    cache.put(place('a█'), 'b', 0, null);
    cache.drop(place('a█'), 'b');
    expect(cache.get(place('a█'))).toBeNull();
    for (const letter of ['p', 'q', 'r', 's']) cache.put(place(`${letter}\n${letter}█`), 'text', 0, null);
    expect(cache.size).toBe(3);
    expect(cache.get(place('p\np█'))).toBeNull();
    expect(cache.get(place('s\ns█'))?.text).toBe('text');
  });

  it('gives at every place along a text exactly the rest of that text', () => {
    const text = fc.array(fc.constantFrom('foo', '(', ')', ' ', '\n', '  ', 'ä', '\t'), {
      minLength: 1,
      maxLength: 25,
    });
    fc.assert(
      fc.property(text, text, fc.nat(), (before, generated, position) => {
        const answer = generated.join('');
        const prefix = `${before.join('')}|`;
        const cut = position % answer.length;
        const cache = new CompletionCache();
        cache.put({ model: 'm', path: 'p', prefix, suffix: 's' }, answer, 0, null);
        const typed = answer.slice(0, cut);
        const found = cache.get({ model: 'm', path: 'p', prefix: prefix + typed, suffix: 's' });
        if (typed.split('\n').length <= 9) expect(found?.text).toBe(answer.slice(cut));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the rest of a stream', () => {
  const streak = (document: string, shown: string, rest: string, complete = true) =>
    hotStreak({ languageId: 'typescript', ...atCursor(document), shown, rest, complete });

  it('becomes answers at the places where the cursor will be', () => {
    expect(streak('f() {\n  █\n}', 'a();', '\n  b();\n\n  if (c) {\n    d();\n  }\n}')).toEqual([
      { prefix: 'f() {\n  a();\n  ', text: 'b();' },
      { prefix: 'f() {\n  a();\n  b();\n\n  ', text: 'if (c) {\n    d();\n  }' },
    ]);
  });

  it('leaves out what is still coming', () => {
    expect(streak('█', 'a();', '\nb();\nfoo', false)).toEqual([{ prefix: 'a();\n', text: 'b();' }]);
    expect(streak('█', 'a();', '\nfo', false)).toEqual([]);
  });
});

describe('refused texts', () => {
  const place = { path: 'a.ts', prefix: 'x = ', suffix: '\n' };

  it('are not offered again at their place for a while', () => {
    const memory = new RejectedTexts();
    memory.reject(place, 'foo()', 0);
    expect(memory.isRejected(place, 'foo()\n', 1000)).toBe(true);
    expect(memory.isRejected(place, 'bar()', 1000)).toBe(false);
    expect(memory.isRejected({ ...place, prefix: 'y = ' }, 'foo()', 1000)).toBe(false);
    expect(memory.isRejected(place, 'foo()', 20 * 60_000)).toBe(false);
    memory.reject(place, 'bar()', 2000);
    expect(memory.countAt(place, 3000)).toBe(2);
    expect(memory.countAt({ ...place, path: 'b.ts' }, 3000)).toBe(0);
  });

  it('take bounded memory', () => {
    const memory = new RejectedTexts();
    for (let n = 0; n < 1000; n++) memory.reject(place, `text ${n}`, n);
    expect(memory.countAt(place, 1000)).toBe(200);
    expect(memory.isRejected(place, 'text 0', 1000)).toBe(false);
  });
});

describe('asking as if accepted', () => {
  it('needs a history that pays', () => {
    expect(acceptanceRate({ shown: 0, accepted: 0 })).toBe(0.25);
    expect(speculates({ shown: 0, accepted: 0 }, false, 0.001)).toBe(false);
    expect(speculates({ shown: 20, accepted: 14 }, false, 0.001)).toBe(true);
    expect(speculates({ shown: 20, accepted: 8 }, false, null)).toBe(false);
    expect(speculates({ shown: 20, accepted: 8 }, true, null)).toBe(true);
    expect(speculates({ shown: 20, accepted: 1 }, true, null)).toBe(false);
  });
});
