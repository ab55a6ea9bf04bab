// What is passed over unread holds nothing: a format reads no line that does not look like its opening.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generated } from '../../../../eval/generatedTraces';
import { seededRandom } from '../../../../eval/seededRandom';
import { LineFilter } from '../../../../src/core/stackTrace/lineFilter';
import { traceFormats } from '../../../../src/core/stackTrace/parseStackTrace';
import { TraceCollector } from '../../../../src/core/stackTrace/traceCollector';
import { traceLines } from '../../../../src/core/stackTrace/traceLines';

const folder = join(import.meta.dirname, '../../../fixtures/traces');
const recorded = readdirSync(folder)
  .filter((name) => name.endsWith('.txt') && !name.endsWith('.expected.txt'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Each line that a format reads although the filter says that it cannot, with nothing open above it. */
function wronglyPassedOver(text: string): string[] {
  const formats = traceFormats();
  const { lines, verbatim } = traceLines(text);
  const openings = formats.map(({ opening }) => opening);
  const filter = new LineFilter(openings, text, verbatim);
  return lines.flatMap((line, index) => {
    if (line.trimmed === '') return [];
    const may = filter.formatsFor(line);
    return formats.flatMap((format, bit) =>
      (may & (1 << bit)) === 0 && format.read(lines, index, new TraceCollector()) > 0
        ? [`${format.name}: ${line.text}`]
        : [],
    );
  });
}

describe('the filter of lines', () => {
  it('passes over no line of a real trace that a format would read', () => {
    expect(recorded.flatMap(wronglyPassedOver)).toEqual([]);
  });

  it('passes over no line of traces broken in every way', () => {
    const lines = recorded.flatMap((text) => text.split('\n'));
    const random = seededRandom(3);
    const texts = Array.from({ length: 3_000 }, () => generated(random, lines));
    expect(texts.flatMap(wronglyPassedOver)).toEqual([]);
  });

  it('looks for no word that the text does not hold, and trusts no text whose lines were unescaped', () => {
    const filter = (text: string, verbatim: boolean): LineFilter =>
      new LineFilter([{ within: ['Uncaught '] }], text, verbatim);
    const [line] = traceLines('PHP Fatal error: Uncaught TypeError').lines;
    if (line === undefined) throw new Error('no line');
    expect(filter('nothing', true).formatsFor(line)).toBe(0);
    expect(filter('nothing', false).formatsFor(line)).toBe(1);
    expect(traceLines('a \u001b[1mUn\u001b[0mcaught b').verbatim).toBe(false);
    expect(traceLines('{"log":"Un\\u0063aught \\n"}').verbatim).toBe(false);
    expect(traceLines('{"log":"Uncaught \\n"}').verbatim).toBe(true);
  });
});
