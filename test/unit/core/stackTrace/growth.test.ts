// The parser is linear, and nothing that is fed to it makes it throw.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStackTrace } from '../../../../src/core/stackTrace/parseStackTrace';

const folder = join(import.meta.dirname, '../../../fixtures/traces');
const recorded = readdirSync(folder)
  .filter((name) => name.endsWith('.txt') && !name.endsWith('.expected.txt'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Processor time, not the clock's: other programs on a busy machine do not count. */
function milliseconds(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run += 1) {
    const start = process.cpuUsage();
    parseStackTrace(text);
    const used = process.cpuUsage(start);
    best = Math.min(best, (used.user + used.system) / 1000);
  }
  return best;
}

/** Lines that look like the start of something in many formats and never become a trace, and thus are all read. */
const shapes: Record<string, (size: number) => string> = {
  'prose and code': (size) => 'const value = other.call(argument); // see http://x.org/a:1\n'.repeat(size / 61),
  'unfinished frames': (size) => '    at something.of (no place here\n'.repeat(size / 36),
  'open brackets': (size) => `at ${'('.repeat(2000)}\n`.repeat(size / 2004),
  'closed brackets': (size) => `at a.b${'('.repeat(900)}${')'.repeat(900)}\n`.repeat(size / 1807),
  'one line': (size) => 'a'.repeat(size),
  'colons and digits': (size) => `${'1:'.repeat(500)}\n`.repeat(size / 1001),
  'at signs': (size) => `${'a@b'.repeat(300)}:1:2\n`.repeat(size / 905),
  'escape sequences': (size) => '\u001b[31;1mred\u001b[0m \u001b]8;;x\u0007'.repeat(size / 24),
  'JSON records': (size) => `${JSON.stringify({ stack: 'Error: x\n  no frame\n'.repeat(20) })}\n`.repeat(size / 450),
  'one JSON string': (size) => `{"stack":"${'\\n'.repeat(size / 2)}`,
  'Python openings': (size) => 'Traceback (most recent call last):\n  code\n'.repeat(size / 42),
  'panics without a stack': (size) => 'panic: nothing follows\n'.repeat(size / 23),
  'error headers': (size) => 'TypeError: x\n'.repeat(size / 13),
  'pytest lines': (size) => 'E   assert False\n'.repeat(size / 17),
  'time stamps': (size) => '2025-01-02T03:04:05Z [main] ERROR [a] [b] [c] x\n'.repeat(size / 49),
  'group gutters': (size) => `${' | '.repeat(300)}\n`.repeat(size / 901),
  'blank lines': (size) => '\n'.repeat(size),
};

describe('T15: growth', () => {
  it.each(Object.keys(shapes))('%s: twice the text takes at most 2.3 times as long', (name) => {
    const make = shapes[name];
    if (make === undefined) throw new Error(name);
    milliseconds(make(50_000));
    // A busy machine spoils single measurements, never all of them: what is not linear fails every time.
    const ratios = Array.from(
      { length: 4 },
      () => milliseconds(make(500_000)) / Math.max(5, milliseconds(make(250_000))),
    );
    expect(Math.min(...ratios)).toBeLessThan(2.3);
  });

  it('reads a megabyte of any of them without delay', () => {
    for (const [name, make] of Object.entries(shapes)) {
      expect(milliseconds(make(1_048_576)), name).toBeLessThan(500);
    }
  });

  it('never throws on what traces are made of', () => {
    const lines = recorded.flatMap((text) => text.split('\n'));
    const line = fc.oneof(
      fc.constantFrom(...lines),
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        '    at ',
        'at (',
        '#0 ',
        '#0 0x',
        'File "',
        '", line ',
        ':in `',
        "':",
        '(app) ',
        '** (',
        '● ',
        '❯ a:1:',
      ),
      fc.tuple(fc.constantFrom(...lines), fc.nat(80)).map(([text, at]) => text.slice(0, at)),
      fc.tuple(fc.constantFrom(...lines), fc.constantFrom(...lines)).map(([a, b]) => a + b),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (parts) => {
        const trace = parseStackTrace(parts.join('\n'));
        expect(trace.frames.length).toBeLessThanOrEqual(500);
        for (const frame of trace.frames) {
          expect(frame.error).toBeGreaterThanOrEqual(0);
          expect(frame.error).toBeLessThan(trace.errors.length);
          expect(frame.textLine).toBeLessThanOrEqual(parts.join('\n').split('\n').length);
        }
        expect(trace.language === null).toBe(trace.frames.length === 0);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps its caps', () => {
    const frames = Array.from({ length: 900 }, (_, at) => `    at f (/app/a.js:${at + 1}:1)`).join('\n');
    expect(parseStackTrace(`Error: x\n${frames}`).frames).toHaveLength(500);
    const causes = Array.from({ length: 60 }, (_, at) => `Caused by: a.b.Broken: ${at}\n\tat a.b.C.d(C.java:1)`).join(
      '\n',
    );
    const trace = parseStackTrace(`a.b.Broken: top\n\tat a.b.C.d(C.java:1)\n${causes}`);
    expect(trace.errors.filter((error) => error.relation === 'cause')).toHaveLength(20);
    expect(parseStackTrace(`Error: x\n    at f (/app/${'a'.repeat(5000)}.js:1:1)`).frames).toEqual([]);
  });
});
