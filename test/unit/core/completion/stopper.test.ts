// When a stream has said enough. The cursor is █.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeCompletion } from '../../../../src/core/completion/shape';
import { createStopper } from '../../../../src/core/completion/stopper';
import { atCursor } from './cursor';
import { sharedRows } from './sharedRows';

/** Feeds character by character; gives what was kept and how much had to come. */
function run(languageId: string, document: string, stream: string): { kept: string; read: number } {
  const stopper = createStopper({ languageId, ...atCursor(document) });
  for (let at = 0; at < stream.length; at++)
    if (stopper.push(stream.charAt(at))) return { kept: stopper.text(), read: at + 1 };
  return { kept: stopper.text(), read: stream.length };
}

describe('the stopper', () => {
  it('stops at the line’s end', () => {
    expect(run('typescript', 'a();\n█\n', 'b();\nc();\n')).toEqual({ kept: 'b();', read: 5 });
  });

  it('goes on where the first line opens a block, to the block’s end', () => {
    const stream = 'if (x) {\n  a();\n}\nb();\n';
    expect(run('typescript', 'y();\n█', stream)).toEqual({ kept: 'if (x) {\n  a();\n}', read: 18 });
    expect(run('python', 'y = 1\n█', 'if x:\n    a()\nb()\n').kept).toBe('if x:\n    a()');
  });

  it('reads an else behind a closed block', () => {
    const stream = 'if (x) {\n  a();\n} else {\n  b();\n}\nc();\n';
    expect(run('typescript', 'y();\n█', stream).kept).toBe('if (x) {\n  a();\n} else {\n  b();\n}');
  });

  it('waits for an else where braces stand on lines of their own', () => {
    const stream = 'if (x)\n{\n  A();\n}\nelse\n{\n  B();\n}\nC();\n';
    expect(run('csharp', 'y();\n█', stream).kept).toBe('if (x)\n{\n  A();\n}\nelse\n{\n  B();\n}');
  });

  it('fills an empty block and stops where it ends', () => {
    expect(run('typescript', 'function f() {\n  █', 'a();\n  b();\n}\nc();\n').kept).toBe('a();\n  b();\n}');
    expect(run('python', 'def f():\n    █', 'a = 1\n    return a\n\ndef g():\n').kept).toBe('a = 1\n    return a');
  });

  it('closes a string of several lines before it stops', () => {
    expect(run('python', 'x = """█', 'one\ntwo\n"""\ny = 1\n').kept).toBe('one\ntwo\n"""');
  });

  it('is not cut at brackets in strings and comments', () => {
    const stream = 'log("}"); // }\n  b();\n}\nc();\n';
    expect(run('typescript', 'function f() {\n  █', stream).kept).toBe('log("}"); // }\n  b();\n}');
  });

  it('does not count what a chat model says before its code as the first line', () => {
    const stream = 'Here is the code:\n\n```ts\nb();\nc();\n```\n';
    expect(run('typescript', 'a();\n█', stream).kept).toBe('Here is the code:\n\n```ts\nb();');
    expect(run('typescript', 'a();\n█', '<think>\nb or c?\n</think>\nb();\nc();').kept).toBe(
      '<think>\nb or c?\n</think>\nb();',
    );
    expect(run('plaintext', '█', '```\na\nb\n```\nThat is all.').kept).toBe('```\na\nb\n');
  });

  it('keeps the rest for what comes next', () => {
    const stopper = createStopper({ languageId: 'typescript', ...atCursor('a();\n█') });
    expect(stopper.push('b();\n  c')).toBe(true);
    expect([stopper.text(), stopper.rest(), stopper.rule()]).toEqual(['b();', '\n  c', 'single-line']);
    expect(stopper.push('more')).toBe(true);
    expect(stopper.text()).toBe('b();');
  });

  it('ends a stream that never stops', () => {
    const stopper = createStopper({ languageId: 'plaintext', ...atCursor('█') });
    let pieces = 0;
    while (!stopper.push('word word word\n')) pieces++;
    expect(pieces).toBeLessThan(300);
    expect(stopper.text()).not.toMatch(/\n$/);
  });

  it('does not care how the stream is cut into pieces', () => {
    const stream = 'if (x) {\r\n    a("}");\r\n  } else {\r\n    b();\r\n  }\r\n  c();\r\n}\r\nd();\r\n';
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 });
    const document = fc.constantFrom('function f() {\n  █\n}', 'g();\n  █', 'x(█');
    fc.assert(
      fc.property(document, cuts, (place, sizes) => {
        const stopper = createStopper({ languageId: 'typescript', ...atCursor(place) });
        let at = 0;
        for (let turn = 0; at < stream.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          if (stopper.push(stream.slice(at, at + size))) break;
          at += size;
        }
        expect(stopper.text()).toBe(run('typescript', place, stream).kept);
      }),
    );
  });

  interface Row {
    id: string;
    language: string;
    prefix: string;
    suffix: string;
    raw: string;
  }
  const rows = sharedRows<Row>('completion-text.jsonl');
  it.skipIf(rows === null)('takes nothing that would have been shown (skipped where the shared data is absent)', () => {
    const lost = (rows ?? []).filter((row) => {
      const place = { languageId: row.language, prefix: row.prefix, suffix: row.suffix };
      const stopper = createStopper(place);
      for (const char of row.raw) if (stopper.push(char)) break;
      return (
        shapeCompletion({ ...place, raw: row.raw }).text !== shapeCompletion({ ...place, raw: stopper.text() }).text
      );
    });
    // A line in a list ends a stream at once; only a text that is there already can show that it leads to the list's end.
    expect(lost.map((row) => row.id)).toEqual(['continue/filter/same/67']);
  });
});
