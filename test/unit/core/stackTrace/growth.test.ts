// The parser is linear, and nothing that is fed to it makes it throw.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGenerated } from '../../../../eval/generatedTraces';
import { traceShapes } from '../../../../eval/traceShapes';
import { parseStackTrace } from '../../../../src/core/stackTrace/parseStackTrace';
import { tried } from '../../../support/tried';

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

describe('T15: growth', () => {
  it.each(Object.keys(traceShapes))('%s: twice the text takes at most 2.3 times as long', (name) => {
    const make = traceShapes[name];
    if (make === undefined) throw new Error(name);
    milliseconds(make(50_000));
    // A busy machine spoils single measurements, never all of them: what is not linear fails every time.
    let ratio = Infinity;
    for (let tries = 0; tries < 12 && ratio >= 2.3; tries++) {
      ratio = Math.min(ratio, milliseconds(make(500_000)) / Math.max(5, milliseconds(make(250_000))));
    }
    expect(ratio).toBeLessThan(2.3);
  });

  it('reads a megabyte of any of them without delay', () => {
    for (const [name, make] of Object.entries(traceShapes)) {
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

  it('reads generated texts without a throw, each within 50 ms (a million by its own command)', ({ task }) => {
    const { inputs, threw, slow } = readGenerated(recorded, 4_000, 1);
    tried(task, inputs);
    expect(inputs).toBe(4_000);
    expect(threw).toEqual([]);
    expect(slow).toEqual([]);
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
